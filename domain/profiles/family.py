"""Families: guardians and children who plan together; an adult learner is a family of one."""

from uuid import UUID as Id

from piccolo.columns import UUID, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import found


class Family(Table, tablename="families"):
    """Who plans together; memberships say who belongs to it."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=120)
    created_at = Timestamptz()


async def create(name: str) -> Family:
    """Errors: Invalid (name)."""
    made = Family(name=names.checked(name), created_at=clock.now())
    await made.save()
    return made


def surname(name: str) -> str:
    """What a guardian's family is called at first: "Anna von der Heide" is of "von der Heide".

    Choice: the last word with the small ones before it; who has one name only gives that.
    """
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1][0].islower():
        first -= 1
    return " ".join(words[first:]) if words else ""


async def by_id(family: Id) -> Family:
    """Errors: NotFound."""
    return found(await database.one(Family, family))

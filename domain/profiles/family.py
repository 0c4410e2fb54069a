"""Families: guardians and children who plan together; an adult learner is a family of one."""

from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names, reach
from domain.errors import found

IN_ORDER = "CASE m.role WHEN 'guardian' THEN 0 ELSE 1 END, p.created_at, p.name, p.id"
"""Guardians first, then children; of memberships called m with their profiles p."""

_MEMBERS = f"""
SELECT p.id, m.role, p.name, p.colour, p.creature, p.account, m.may_confirm FROM {reach.PEOPLE}
"""
_ALL = f"{_MEMBERS} WHERE m.family = {{}} AND m.ended_at IS NULL ORDER BY {IN_ORDER}"
_LEARNERS = f"{_MEMBERS} WHERE m.family = {{}} AND {reach.LEARNS} ORDER BY {IN_ORDER}"


class Family(Table, tablename="families"):
    """Who plans together; memberships say who belongs to it."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=120)
    created_at = Timestamptz()


class Member(NamedTuple):
    """One guardian or child; `account` is null for a child without a login of its own.

    Shape: kind is what somebody is in this family.
    """

    id: Id
    kind: str
    name: str
    colour: int
    creature: int
    account: Id | None
    may_confirm: bool


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
    return found(await Family.objects().get(Family.id == family))


async def members(family: Id) -> list[Member]:
    """Guardians first, then children."""
    return [Member(*row) for row in await database.rows(_ALL, family)]


async def children(family: Id) -> list[Member]:
    return [member for member in await members(family) if member.kind == "child"]


async def learners(family: Id) -> list[Member]:
    """Who can have sessions: the children, or in a family without any the adult who learns."""
    return [Member(*row) for row in await database.rows(_LEARNERS, family)]

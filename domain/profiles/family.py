"""Families: guardians and children who plan together; an adult learner is a family of one."""

from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Invalid, NotFound

NAME_MOST = 80

_MEMBERS = """
SELECT id, kind, name, colour, account, may_confirm FROM profiles WHERE family = {}
ORDER BY CASE kind WHEN 'guardian' THEN 0 ELSE 1 END, created_at, name
"""
_CHANGED = "UPDATE families SET revision = revision + 1 WHERE id = {}"
# What a family is called is on the pages of those who teach it.
_SHOWN_TO = """
UPDATE providers SET revision = revision + 1 WHERE id IN
  (SELECT provider FROM connections WHERE family = {} AND ended_at IS NULL)
"""


class Family(Table, tablename="families"):
    """Who plans together.

    Shape: `revision` rises with every change that somebody of the family could see on a page.
    """

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=120)
    revision = Integer(default=0)
    created_at = Timestamptz()


class Member(NamedTuple):
    """One guardian or child; `account` is null for a child without a login of its own."""

    id: Id
    kind: str
    name: str
    colour: int
    account: Id | None
    may_confirm: bool


async def create(name: str) -> Family:
    """Errors: Invalid (name)."""
    made = Family(name=checked_name(name), created_at=clock.now())
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
    found = await Family.objects().get(Family.id == family)
    if found is None:
        raise NotFound
    return found


async def members(family: Id) -> list[Member]:
    """Guardians first, then children."""
    return [Member(*row) for row in await database.rows(_MEMBERS, family)]


async def children(family: Id) -> list[Member]:
    return [member for member in await members(family) if member.kind == "child"]


async def learners(family: Id) -> list[Member]:
    """Who can have sessions: the children, or in a family without any the adult who learns."""
    found = await members(family)
    return [member for member in found if member.kind == "child"] or found


async def changed(family: Id) -> None:
    """Tells every page that shows somebody of the family that it is out of date."""
    await database.rows(_CHANGED, family)
    await database.rows(_SHOWN_TO, family)


def checked_name(name: str) -> str:
    """A name as it is kept: any script, on one line, something to see. Errors: Invalid (name)."""
    name = " ".join(name.split())
    if not names.is_visible(name):
        raise Invalid("name", "missing")
    if len(name) > NAME_MOST:
        raise Invalid("name", "too_long", most=NAME_MOST)
    return name

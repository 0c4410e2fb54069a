"""A consent: a family agrees to a version, or takes that back. Rule: D5.

It is evidence, so its rows only grow, in turns: given, withdrawn, given again. The database keeps
their numbers apart, so of two guardians who press at once one has said it for both.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, Boolean, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.agreements.version import VersionRow
from domain.profiles.profile import Profile
from domain.providers.connection import Connection

_INTO = """
consents (id, version, connection, learner, number, is_given, "by", by_name, learner_name, device,
  language, created_at)
"""
_NAME = "SELECT p.name FROM profiles p WHERE p.id = {}"


class ConsentRow(Table, tablename="consents"):
    """Shape: learner null where the family as a whole agreed; the names are those of then; device
    in words, as web/words/devices.py has them; language the one that the page was shown in.
    """

    id = UUID(primary_key=True, default=UUID4())
    version = ForeignKey(VersionRow, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    number = SmallInt()
    is_given = Boolean()
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    by_name = Varchar(120)
    learner_name = Varchar(120)
    device = Varchar(60)
    language = Varchar(8)
    created_at = Timestamptz()

    D5_given_and_withdrawn_in_turns = Check("number > 0 AND is_given = (number % 2 = 1)")
    D5_for_whom = Check("(learner IS NULL) = (learner_name = '')")


class How(NamedTuple):
    """With what somebody agreed, as far as it tells."""

    device: str
    language: str


class Turn(NamedTuple):
    """For whom what is said now, and what number that has. Shape: learner_name "" for a family."""

    version: Id
    learner: Id | None
    learner_name: str
    number: int


async def write(turns: list[Turn], connection: Id, how: How, *, by: Id) -> int:
    """Writes within a transaction what is said; how many of it nobody had said at that moment."""
    row = await database.row(_NAME, by)
    name, now = row[0] if row else "", clock.now()
    rows = [_row(turn, connection, by, name, how, now) for turn in turns]
    return len(await database.insert(_INTO, rows, "ON CONFLICT DO NOTHING RETURNING id"))


def _row(
    turn: Turn, connection: Id, by: Id, name: str, how: How, now: datetime
) -> tuple[object, ...]:
    about = uuid4(), turn.version, connection, turn.learner, turn.number, turn.number % 2 == 1
    return (*about, by, name, turn.learner_name, *how, now)

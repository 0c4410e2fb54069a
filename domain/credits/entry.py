"""The ledger: every entry says what, how many, when, by whom, because of what. Rule: K1."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import clock, database
from domain.credits.package import Package
from domain.profiles.profile import Profile
from domain.providers.connection import Connection
from domain.sessions.session_row import SessionRow

COUNTS = ("granted", "free", "held", "spent", "lapsed", "expired")

_INTO = f"""
entries (id, package, connection, session, event, kind, "by", reason, created_at,
  {", ".join(COUNTS)})
"""


class Kind(StrEnum):
    GRANTED = "granted"
    CORRECTED = "corrected"
    SETTLED = "settled"
    HELD = "held"
    RELEASED = "released"
    SPENT = "spent"
    LAPSED = "lapsed"
    RESTORED = "restored"
    WAIVED = "waived"
    EXPIRED = "expired"


class Entry(Table, tablename="entries"):
    """Append-only: a trigger refuses every update and delete. Rule: K1 K2.

    Shape: the columns from granted to expired are signed changes of the package's counts.
    Units: whole credits.
    """

    id = UUID(primary_key=True, default=UUID4())
    package = ForeignKey(Package, on_delete=OnDelete.restrict, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=True, default=None)
    event = UUID()
    kind = Varchar(12, choices=Kind)
    granted = Integer(default=0)
    free = Integer(default=0)
    held = Integer(default=0)
    spent = Integer(default=0)
    lapsed = Integer(default=0)
    expired = Integer(default=0)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    reason = Text(default="")
    created_at = Timestamptz()

    K1_once_per_event = Unique([event, package, kind])
    K2_entry_adds_up = Check("granted = free + held + spent + lapsed + expired")


class Line(NamedTuple):
    """An entry to be written. Shape: counts are signed, by the name of the package's count."""

    package: Id
    connection: Id
    event: Id
    kind: Kind
    counts: Mapping[str, int]
    by: Id | None = None
    session: Id | None = None
    reason: str = ""


async def write(lines: Iterable[Line]) -> None:
    """Appends entries, in one statement; the packages' counts follow by trigger.

    Errors: Violation K1_… or K2_… when a count would be what it may not be.
    """
    now = clock.now()
    await database.insert(_INTO, [_row(line, now) for line in lines])


def _row(line: Line, now: datetime) -> tuple[object, ...]:
    return (
        uuid4(),
        line.package,
        line.connection,
        line.session,
        line.event,
        line.kind,
        line.by,
        line.reason,
        now,
        *(line.counts.get(count, 0) for count in COUNTS),
    )

"""Packages: credits of a family with one provider, with an expiry or none. Rule: K1 K6."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id
from zoneinfo import ZoneInfo

from piccolo.columns import UUID, Date, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.profiles.profile import Profile
from domain.providers.connection import Connection

_SOURCES = """
SELECT id, connection, kind, expires_on, free_count, overdraft_count, created_at FROM packages
WHERE connection IN ({connections})
"""
# In the order of ids; NO KEY, so that what only refers to a connection is written meanwhile.
_QUEUE = "SELECT id FROM connections WHERE id IN ({connections}) ORDER BY id FOR NO KEY UPDATE"


class Kind(StrEnum):
    """overdraft: the one pot of a connection that may be below zero. Rule: K3."""

    PACKAGE = "package"
    OVERDRAFT = "overdraft"


class Package(Table, tablename="packages"):
    """Shape: the counts are the sums of the package's entries, kept by a trigger. Rule: K1 K2.

    Units: whole credits; expires_on is the last day, in the provider's zone.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    kind = Varchar(12, choices=Kind, default=Kind.PACKAGE)
    reason = Text(default="")
    expires_on = Date(null=True, default=None)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    granted_count = Integer(default=0)
    free_count = Integer(default=0)
    held_count = Integer(default=0)
    spent_count = Integer(default=0)
    lapsed_count = Integer(default=0)
    expired_count = Integer(default=0)
    overdraft_count = Integer(default=0)
    created_at = Timestamptz()

    K1_free_not_below_overdraft = Check("free_count + overdraft_count >= 0")
    K1_overdraft_only_in_its_pot = Check("overdraft_count = 0 OR kind = 'overdraft'")
    K2_counts_not_negative = Check(
        "held_count >= 0 AND spent_count >= 0 AND lapsed_count >= 0 AND expired_count >= 0"
    )
    K2_adds_up = Check(
        "granted_count = free_count + held_count + spent_count + lapsed_count + expired_count"
    )


class Source(NamedTuple):
    """A package as credits are taken from it. Units: whole credits."""

    id: Id
    connection: Id
    kind: str
    expires_on: date | None
    free: int
    overdraft: int

    def runs_on(self, day: date) -> bool:
        return self.expires_on is None or self.expires_on >= day


async def sources(connections: Collection[Id], *, lock: bool = False) -> list[Source]:
    """Who expires first comes first, those without an end after, the overdraft last. Rule: K2.

    Shape: lock keeps others from taking of them, and from adding to them, until the transaction
    ends; what is given back meanwhile can only make them more.
    """
    marks = database.marks(connections)
    # A statement of its own: whoever waited has to see the packages that came in the meantime.
    if lock and database.dialect() == "postgres":
        await database.rows(_QUEUE.format(connections=marks), *connections)
    rows = await database.rows(_SOURCES.format(connections=marks), *connections)
    rows.sort(key=lambda row: (row[2] == Kind.OVERDRAFT, row[3] or date.max, row[6], str(row[0])))
    return [Source(*row[:6]) for row in rows]


def local_day(moment: datetime, time_zone: str) -> date:
    return moment.astimezone(ZoneInfo(time_zone)).date()

"""Packages: credits of a family with one provider, with an expiry or none. Rule: K1 K6."""

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

_SUMS = """
SELECT coalesce(sum(free_count), 0), coalesce(sum(held_count), 0), coalesce(sum(spent_count), 0),
  coalesce(sum(lapsed_count), 0), coalesce(sum(expired_count), 0),
  coalesce(sum(granted_count), 0), coalesce(sum(overdraft_count), 0)
FROM packages WHERE connection = {}
"""


class Kind(StrEnum):
    """overdraft: the one pot of a connection that may be below zero. Rule: K3."""

    PACKAGE = "package"
    OVERDRAFT = "overdraft"


class Package(Table, tablename="packages"):
    """Shape: the counts are the sums of the package's entries, kept by a trigger. Rule: K1 K2.

    Units: whole credits; expires_on is the last day, in the provider's zone.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False, index=True)
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

    def runs_on(self, day: date) -> bool:
        return self.expires_on is None or self.expires_on >= day


class Balance(NamedTuple):
    """Units: whole credits; free is below zero where a family has overdrawn."""

    free: int
    held: int
    spent: int
    lapsed: int
    expired: int
    granted: int
    overdraft: int


async def balance(connection: Id) -> Balance:
    found = await database.row(_SUMS, connection)
    return Balance(*(int(count) for count in found)) if found else Balance(0, 0, 0, 0, 0, 0, 0)


async def of_connection(connection: Id, *, lock: bool = False) -> list[Package]:
    """Who expires first comes first, those without an end after, the overdraft last. Rule: K2."""
    found = await Package.objects().where(Package.connection == connection)
    if lock:
        await database.lock(Package, [package.id for package in found])
        found = await Package.objects().where(Package.connection == connection)
    return sorted(
        found,
        key=lambda p: (
            p.kind == Kind.OVERDRAFT, p.expires_on or date.max, p.created_at, str(p.id)
        ),
    )  # fmt: skip


def local_day(moment: datetime, time_zone: str) -> date:
    return moment.astimezone(ZoneInfo(time_zone)).date()

"""The ledger: every entry says what, how many, when, by whom, because of what. Rule: K1."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import clock
from domain.credits.package import Package
from domain.profiles.profile import Profile
from domain.providers.connection import Connection
from domain.sessions.session import Session


class Kind(StrEnum):
    GRANTED = "granted"
    CORRECTED = "corrected"
    SETTLED = "settled"
    HELD = "held"
    RELEASED = "released"
    SPENT = "spent"
    LAPSED = "lapsed"
    RESTORED = "restored"
    EXPIRED = "expired"


class Entry(Table, tablename="entries"):
    """Append-only: a trigger refuses every update and delete. Rule: K1 K2.

    Shape: the columns from granted to expired are signed changes of the package's counts.
    Units: whole credits.
    """

    id = UUID(primary_key=True, default=UUID4())
    package = ForeignKey(Package, on_delete=OnDelete.restrict, null=False, index=True)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    session = ForeignKey(Session, on_delete=OnDelete.restrict, null=True, default=None, index=True)
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


async def write(
    kind: Kind,
    package: Package,
    event: Id,
    changes: Mapping[str, int],
    *,
    by: Id | None,
    session: Id | None = None,
    reason: str = "",
) -> None:
    """Appends one entry; the package's counts follow by trigger.

    Shape: changes are signed, by the name of the count. Errors: Violation K1_… or K2_… when a count
    would be what it may not be.
    """
    values: dict[str, Any] = {**changes}
    await Entry(
        package=package.id,
        connection=package.connection,
        session=session,
        event=event,
        kind=kind,
        by=by,
        reason=reason,
        created_at=clock.now(),
        **values,
    ).save()

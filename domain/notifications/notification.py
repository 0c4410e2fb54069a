"""Notifications: what one profile is told of an event."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID as Id

import msgspec
from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import clock, database
from domain.profiles.profile import Profile

PAGE = 30

_LIST = """
SELECT n.id, n.kind, n.session, n.created_at, n.read_at, e.particulars, e.why, e.family, e.provider
FROM notifications n JOIN events e ON e.id = n.event
WHERE n.profile = {} AND n.created_at < {} ORDER BY n.created_at DESC LIMIT {}
"""
_ONE = """
SELECT n.id, n.kind, n.session, n.created_at, n.read_at, e.particulars, e.why, e.family, e.provider
FROM notifications n JOIN events e ON e.id = n.event WHERE n.id = {}
"""
_READ = "UPDATE notifications SET read_at = {} WHERE profile = {} AND read_at IS NULL RETURNING id"
_UNREAD = "SELECT count(*) FROM notifications WHERE profile = {} AND read_at IS NULL"


class Notification(Table, tablename="notifications"):
    """Rule: N1."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(Profile, on_delete=OnDelete.cascade, null=False)
    event = UUID()
    session = UUID(null=True, default=None)
    kind = Varchar(40)
    created_at = Timestamptz()
    read_at = Timestamptz(null=True, default=None)

    N1_once_per_profile = Unique([profile, event])


class Told(NamedTuple):
    """One line of "Mitteilungen", with what its words need."""

    id: Id
    kind: str
    session: Id | None
    created_at: datetime
    read_at: datetime | None
    particulars: dict[str, Any]
    why: str
    family: Id | None
    provider: Id | None


async def newest(profile: Id, before: datetime | None = None, limit: int = PAGE) -> list[Told]:
    # A moment ahead of every row, so that the first page is the same question as the next.
    found = await database.rows(_LIST, profile, before or clock.now() + timedelta(days=1), limit)
    return [_told(row) for row in found]


async def by_id(notification: Id) -> Told | None:
    found = await database.row(_ONE, notification)
    return _told(found) if found else None


async def read_all(profile: Id) -> None:
    async with database.transaction():
        if await database.rows(_READ, clock.now(), profile):
            await database.rows(
                "UPDATE profiles SET revision = revision + 1 WHERE id = {}", profile
            )


async def unread_count(profile: Id) -> int:
    found = await database.row(_UNREAD, profile)
    return int(found[0]) if found else 0


def _told(row: tuple[Any, ...]) -> Told:
    values: list[Any] = [*row]
    values[5] = msgspec.json.decode(row[5])
    return Told(*values)

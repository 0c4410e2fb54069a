"""A busy calendar: one kept elsewhere, whose busy times take free slots away. Rule: S6.

Choice: no session is touched and nobody is warned: it is an educator's own life, which they know,
and what is agreed stands.
"""

from datetime import datetime, timedelta
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import clock, database, names, outbox
from domain.availability import rules
from domain.busy import listed, source
from domain.errors import Invalid, NotFound, found
from domain.profiles.actor import Staff
from domain.profiles.profile import Profile

KIND = "busy_reading"
NAME_MOST = 80
CALENDARS_MOST = 10
PAUSE = timedelta(minutes=1)
"""Who asks again sooner is shown what was read just now."""

ONCE = "busy_calendars.educator,address"

_MAKE = """
INSERT INTO busy_calendars (id, educator, name, address, created_at, etag, last_modified,
  time_zone, fault, failures_count)
VALUES ({}, {}, {}, {}, {}, '', '', '', '', 0) ON CONFLICT (id) DO NOTHING RETURNING id
"""
_ASK = """
UPDATE busy_calendars SET etag = '', last_modified = '' WHERE id = {} AND educator = {}
RETURNING tried_at
"""
_REMOVE = "DELETE FROM busy_calendars WHERE id = {} AND educator = {} RETURNING id"


class BusyCalendar(Table, tablename="busy_calendars"):
    """Shape: address is a secret of the educator's; etag and last_modified are the marks of the
    version read last, time_zone where its whole days were meant; fault is empty while it can be
    read, else the last one, and failing_since the first in a row; tried_at, read_at and whole_at
    are the last try, the last good one, and the last one that got a file.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    name = Varchar(NAME_MOST)
    address = Varchar(source.LENGTH_MOST)
    etag = Varchar(200)
    last_modified = Varchar(200)
    time_zone = Varchar(64)
    fault = Varchar(16)
    failures_count = Integer(default=0)
    failing_since = Timestamptz(null=True, default=None)
    tried_at = Timestamptz(null=True, default=None)
    read_at = Timestamptz(null=True, default=None)
    whole_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()

    S6_busy_calendar_once = Unique([educator, address])
    S6_busy_fault = Check(
        "fault IN ('', 'unreachable', 'refused', 'gone', 'too_large', 'no_calendar', 'too_much')"
    )
    S6_busy_failing = Check("(fault = '') = (failing_since IS NULL)")


async def add(key: Id, name: str, address: str, *, by: Staff) -> None:
    """Has it read at once, and again and again; the same key twice is one calendar.

    Errors: Invalid (name, address), nothing is written.
    """
    kept = names.checked(name, NAME_MOST), source.checked(address)
    try:
        async with database.transaction():
            await _make(key, kept, by)
    except database.Violation as violation:
        if violation.name != ONCE:
            raise
        raise Invalid("address", "calendar_known") from violation


async def ask(calendar: Id, *, by: Staff) -> None:
    """Has it read now, as a whole. Errors: NotFound."""
    async with database.transaction():
        (tried_at,) = found(await database.row(_ASK, calendar, by.profile_id))
        if tried_at is None or tried_at <= clock.now() - PAUSE:
            await outbox.withdraw(_work(calendar))
            await _read_now(calendar)


async def remove(calendar: Id, *, by: Staff) -> None:
    """Gives its times back at once. Errors: NotFound."""
    async with database.transaction():
        if not await database.rows(_REMOVE, calendar, by.profile_id):
            raise NotFound
        await outbox.withdraw(_work(calendar))
        rules.changed(by.profile_id)


async def read_later(calendar: Id, at: datetime) -> None:
    """Plans it anew where its work was given up."""
    await outbox.withdraw(_work(calendar))
    await outbox.put(KIND, {"calendar": str(calendar)}, due_at=at, dedupe=_again(calendar, at))


async def _make(key: Id, kept: tuple[str, str], by: Staff) -> None:
    await rules.begin(by)
    if len(await listed.of(by.profile_id)) >= CALENDARS_MOST:
        raise Invalid("address", "too_many_calendars", most=CALENDARS_MOST)
    if await database.rows(_MAKE, key, by.profile_id, *kept, clock.now()):
        await _read_now(key)
    rules.changed(by.profile_id)


async def _read_now(calendar: Id) -> None:
    now = clock.now()
    await outbox.put(KIND, {"calendar": str(calendar)}, dedupe=_again(calendar, now))


def _work(calendar: Id) -> str:
    return f"{KIND}:{calendar}:"


def _again(calendar: Id, at: datetime) -> str:
    return f"{_work(calendar)}{at.timestamp():.3f}"

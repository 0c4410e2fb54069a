"""A busy time: from when to when an external calendar takes its educator's time. Rule: S6.

Choice: nothing else of what stands there is kept, for it is somebody's life.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain import database
from domain.availability.span import Span
from domain.busy.busy_calendar import BusyCalendar
from domain.profiles.profile import Profile

AT_ONCE = 500

_KEPT = "SELECT id, starts_at, ends_at FROM busy_times WHERE calendar = {}"
_INTO = "busy_times (id, calendar, educator, starts_at, ends_at)"


class BusyTime(Table, tablename="busy_times"):
    """Shape: those of one calendar neither overlap nor touch; educator is the calendar's."""

    id = UUID(primary_key=True, default=UUID4())
    calendar = ForeignKey(BusyCalendar, on_delete=OnDelete.cascade, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    starts_at = Timestamptz()
    ends_at = Timestamptz()

    S6_busy_time_once = Unique([calendar, starts_at])
    S6_busy_time_in_order = Check("starts_at < ends_at")


class Busy(NamedTuple):
    """Shape: calendar is its name."""

    starts_at: datetime
    ends_at: datetime
    calendar: str


async def replace(calendar: Id, educator: Id, spans: Sequence[Span]) -> bool:
    """Makes these all that it has, within a transaction; says whether any is another than before.

    Choice: what stayed is not written again, for most calendars hardly change in an hour.
    """
    wanted = set(spans)
    gone = []
    for id, starts_at, ends_at in await database.rows(_KEPT, calendar):
        span = int(starts_at.timestamp()), int(ends_at.timestamp())
        if span in wanted:
            wanted.remove(span)
        else:
            gone.append(id)
    await _delete(gone)
    await database.insert(_INTO, list(_rows(calendar, educator, wanted)))
    return bool(gone or wanted)


async def _delete(gone: Sequence[Id]) -> None:
    for start in range(0, len(gone), AT_ONCE):
        ids = gone[start : start + AT_ONCE]
        await database.rows(f"DELETE FROM busy_times WHERE id IN ({database.marks(ids)})", *ids)


def _rows(calendar: Id, educator: Id, spans: Iterable[Span]) -> Iterable[tuple[object, ...]]:
    for begin, end in sorted(spans):
        moments = (datetime.fromtimestamp(at, UTC) for at in (begin, end))
        yield (uuid4(), calendar, educator, *moments)

"""Quiet hours: when no device of somebody may sound, on the clocks of where they are. Rule: N1 A12.

What comes then waits in the outbox until they end. Choice: what is of no use any more by then is
not shown at all; it goes by mail, which wakes nobody, where that is the usual way.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4
from zoneinfo import ZoneInfo

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.errors import Invalid
from domain.profiles.profile import Profile
from domain.sessions.wall_clock import instant

_FORGET = "DELETE FROM quiet_hours WHERE profile = {}"
_DAY = timedelta(days=1)


class QuietHours(Table, tablename="quiet_hours"):
    """Shape: one row of who has any. Units: minutes of the day on the wall."""

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(references=Profile, on_delete=OnDelete.cascade, unique=True, null=False)
    from_minute = SmallInt()
    until_minute = SmallInt()

    N1_from_within_a_day = Check("from_minute BETWEEN 0 AND 1439")
    N1_until_within_a_day = Check("until_minute BETWEEN 0 AND 1439")
    N1_quiet_ends = Check("from_minute <> until_minute")


class Quiet(NamedTuple):
    """Shape: from a later minute it runs over midnight; never at both the same."""

    from_minute: int
    until_minute: int

    def ends_at(self, now: datetime, time_zone: str) -> datetime | None:
        """When the ones end in which now lies; None outside of them. Units: UTC.

        Each night begins and ends at one instant, also where the clocks change within: at a time
        that exists twice that is the first, at one that does not exist as far behind the gap (S7).
        """
        today = now.astimezone(ZoneInfo(time_zone)).date()
        for day in (today - _DAY, today):
            begins_at, ends_at = self._of(day, time_zone)
            if begins_at <= now < ends_at:
                return ends_at
        return None

    def _of(self, day: date, time_zone: str) -> tuple[datetime, datetime]:
        last = day if self.from_minute < self.until_minute else day + _DAY
        begins_at = instant(day, wall_time(self.from_minute), time_zone)
        return begins_at, instant(last, wall_time(self.until_minute), time_zone)


def between(begins: time, ends: time) -> Quiet:
    """Errors: Invalid (quiet_until)."""
    if begins == ends:
        raise Invalid("quiet_until", "no_length")
    return Quiet(*(each.hour * 60 + each.minute for each in (begins, ends)))


def kept(from_minute: int | None, until_minute: int | None) -> Quiet | None:
    """Out of a row that may not be there."""
    if from_minute is None or until_minute is None:
        return None
    return Quiet(from_minute, until_minute)


def wall_time(minute: int) -> time:
    return time(minute // 60, minute % 60)


async def replace(profile: Id, quiet: Quiet | None) -> None:
    """Sets when it is quiet, None: never; who may is asked before (preferences.py)."""
    rows = [] if quiet is None else [(uuid4(), profile, *quiet)]
    async with database.transaction():
        await database.rows(_FORGET, profile)
        await database.insert("quiet_hours (id, profile, from_minute, until_minute)", rows)

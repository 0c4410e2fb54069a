"""Quiet: from when to when no device may sound, on the clock of where somebody is. Rule: N1 A12."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.errors import Invalid
from domain.sessions.wall_clock import instant

_DAY = timedelta(days=1)


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

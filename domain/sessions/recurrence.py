"""A recurrence: on which days a series repeats, by the wall clock of its educator. Rule: S7."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import MO, WEEKLY, rrule

MOST_TIMES = 60


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Shape: weekdays 0 for Monday to 6, at least one, in order; either until, whose day counts,
    or times; wall_time is meant in the zone.
    """

    first: date
    every_weeks: int
    weekdays: tuple[int, ...]
    wall_time: time
    time_zone: str
    until: date | None = None
    times: int | None = None

    def days(self) -> list[date]:
        """The days of all its sessions. Rule: S7.

        Source: RFC 5545, FREQ=WEEKLY with WKST=MO; unlike there the first day counts only where
        it is one of the weekdays. Shape: never more than one above MOST_TIMES.
        """
        return list(islice(self._days(), MOST_TIMES + 1))

    def _days(self) -> Iterator[date]:
        rule = rrule(
            WEEKLY,
            dtstart=datetime.combine(self.first, time.min),
            interval=self.every_weeks,
            byweekday=self.weekdays,
            wkst=MO,
            count=self.times,
            until=datetime.combine(self.until, time.min) if self.until else None,
        )
        return (moment.date() for moment in rule)

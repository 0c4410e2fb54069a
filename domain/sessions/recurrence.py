"""A recurrence: on which days a series repeats, by the wall clock of its educator. Rule: S7."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import MO, WEEKLY, rrule

from domain import clock
from domain.errors import Invalid

MOST_TIMES = 60
MOST_WEEKS = 12
YEARS_AHEAD = 2
WEEKDAYS = range(7)


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


def faults(recurrence: Recurrence) -> list[Invalid]:
    """What speaks against it, in the order of the form. Shape: faults of every_weeks, weekdays,
    first_on, times, until.

    Rule: S7. Choice: at most YEARS_AHEAD, as for one session; at most MOST_WEEKS between two.
    """
    wrong = list(_numbers(recurrence))
    if wrong:
        return wrong
    latest = clock.latest_day(YEARS_AHEAD)
    if recurrence.first > latest:
        return [Invalid("first_on", "too_far", years=YEARS_AHEAD)]
    if recurrence.first < clock.now().astimezone(ZoneInfo(recurrence.time_zone)).date():
        return [Invalid("first_on", "past")]
    return _too_few_or_many(recurrence, latest)


def _numbers(recurrence: Recurrence) -> Iterator[Invalid]:
    if not 1 <= recurrence.every_weeks <= MOST_WEEKS:
        yield Invalid("every_weeks", "out_of_range")
    if not recurrence.weekdays or not set(recurrence.weekdays) <= set(WEEKDAYS):
        yield Invalid("weekdays", "unknown")
    if (recurrence.until is None) == (recurrence.times is None):
        yield Invalid("times", "missing")
    if recurrence.times is not None and not 1 <= recurrence.times <= MOST_TIMES:
        code = "too_many" if recurrence.times > 1 else "too_small"
        yield Invalid("times", code, least=1, most=MOST_TIMES)
    if recurrence.until is not None and recurrence.until < recurrence.first:
        yield Invalid("until", "before_first")


def _too_few_or_many(recurrence: Recurrence, latest: date) -> list[Invalid]:
    end = "times" if recurrence.until is None else "until"
    days = recurrence.days()
    if not days:
        return [Invalid(end, "no_day")]
    if len(days) > MOST_TIMES:
        return [Invalid(end, "too_many", most=MOST_TIMES)]
    return [Invalid(end, "too_far", years=YEARS_AHEAD)] if days[-1] > latest else []

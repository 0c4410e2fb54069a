"""What speaks against a recurrence, in the order of the form. Rule: S7."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from domain import clock
from domain.errors import Invalid
from domain.sessions.recurrence import MOST_TIMES, Recurrence

MOST_WEEKS = 12
YEARS_AHEAD = 2

WEEKDAYS = range(7)


def of(recurrence: Recurrence) -> list[Invalid]:
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

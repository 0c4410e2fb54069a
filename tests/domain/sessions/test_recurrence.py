"""On which days a series repeats."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock
from domain.sessions import recurrence_fault
from domain.sessions.recurrence import MOST_TIMES, Recurrence
from tests.rules import rule
from tests.world import BERLIN

MO, TU, WE, TH, FR, SU = 0, 1, 2, 3, 4, 6
SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = 9, 10, 11, 12


def every(
    first: date,
    weeks: int,
    *weekdays: int,
    until: date | None = None,
    times: int | None = None,
) -> Recurrence:
    return Recurrence(first, weeks, weekdays, time(9), "America/New_York", until, times)


def of_1997(*months: tuple[int, list[int]]) -> list[date]:
    return [date(1997, month, day) for month, days in months for day in days]


# RFC 5545, section 3.8.5.3: the daily and weekly examples that end, as it lists their days.
EXAMPLES = {
    "daily for 10 occurrences": (
        every(date(1997, 9, 2), 1, *range(7), times=10),
        of_1997((SEPTEMBER, [*range(2, 12)])),
    ),
    "weekly for 10 occurrences": (
        every(date(1997, 9, 2), 1, TU, times=10),
        of_1997((SEPTEMBER, [2, 9, 16, 23, 30]), (OCTOBER, [7, 14, 21, 28]), (NOVEMBER, [4])),
    ),
    "weekly until December 24, 1997": (
        every(date(1997, 9, 2), 1, TU, until=date(1997, 12, 24)),
        of_1997(
            (SEPTEMBER, [2, 9, 16, 23, 30]),
            (OCTOBER, [7, 14, 21, 28]),
            (NOVEMBER, [4, 11, 18, 25]),
            (DECEMBER, [2, 9, 16, 23]),
        ),
    ),
    "weekly on Tuesday and Thursday for five weeks, until": (
        every(date(1997, 9, 2), 1, TU, TH, until=date(1997, 10, 7) - timedelta(days=1)),
        of_1997((SEPTEMBER, [2, 4, 9, 11, 16, 18, 23, 25, 30]), (OCTOBER, [2])),
    ),
    "weekly on Tuesday and Thursday for five weeks, times": (
        every(date(1997, 9, 2), 1, TU, TH, times=10),
        of_1997((SEPTEMBER, [2, 4, 9, 11, 16, 18, 23, 25, 30]), (OCTOBER, [2])),
    ),
    "every other week on Monday, Wednesday and Friday until December 24, 1997": (
        every(date(1997, 9, 1), 2, MO, WE, FR, until=date(1997, 12, 24)),
        of_1997(
            (SEPTEMBER, [1, 3, 5, 15, 17, 19, 29]),
            (OCTOBER, [1, 3, 13, 15, 17, 27, 29, 31]),
            (NOVEMBER, [10, 12, 14, 24, 26, 28]),
            (DECEMBER, [8, 10, 12, 22, 24]),
        ),
    ),
    "every other week on Tuesday and Thursday, for 8 occurrences": (
        every(date(1997, 9, 2), 2, TU, TH, times=8),
        of_1997((SEPTEMBER, [2, 4, 16, 18, 30]), (OCTOBER, [2, 14, 16])),
    ),
    "the week begins on Monday": (
        every(date(1997, 8, 5), 2, TU, SU, times=4),
        of_1997((8, [5, 10, 19, 24])),
    ),
}


@rule("S7")
@pytest.mark.parametrize("example", EXAMPLES)
def test_it_repeats_as_the_standard_says(example: str) -> None:
    recurrence, days = EXAMPLES[example]
    assert recurrence.days() == days


@rule("S7")
def test_the_last_day_counts_and_a_first_day_of_another_weekday_does_not() -> None:
    ends_on_it = every(date(2026, 12, 2), 1, TU, until=date(2026, 12, 15))
    assert ends_on_it.days() == [date(2026, 12, 8), date(2026, 12, 15)]


@rule("S7")
@given(
    first=st.dates(date(2026, 11, 23), date(2027, 6, 1)),
    weeks=st.integers(1, 12),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    times=st.integers(1, MOST_TIMES),
)
def test_so_many_times_on_these_weekdays_in_every_nth_week(
    first: date, weeks: int, weekdays: set[int], times: int
) -> None:
    days = every(first, weeks, *sorted(weekdays), times=times).days()
    assert len(days) == times
    assert days == sorted(set(days)) and days[0] >= first
    assert {day.weekday() for day in days} <= weekdays
    monday = first - timedelta(days=first.weekday())
    assert {(day - monday).days // 7 % weeks for day in days} == {0}
    # Said by its last day it is the same.
    assert every(first, weeks, *sorted(weekdays), until=days[-1]).days() == days


@rule("S7")
@pytest.mark.usefixtures("frozen_clock")
def test_what_makes_no_series_is_told() -> None:
    today = clock.now().date()
    tomorrow, late = today + timedelta(days=1), date(2028, 11, 23)
    End = dict[str, Any]
    sound: End = {"until": None, "times": 10}
    cases: dict[tuple[str, str], tuple[date, int, tuple[int, ...], End]] = {
        ("every_weeks", "out_of_range"): (today, 13, (TU,), sound),
        ("weekdays", "unknown"): (today, 1, (), sound),
        ("weekdays", "unknown "): (today, 1, (7,), sound),
        ("times", "missing"): (today, 1, (TU,), {"until": None, "times": None}),
        ("times", "too_many"): (today, 1, (TU,), {"until": None, "times": 61}),
        ("times", "too_small"): (today, 1, (TU,), {"until": None, "times": 0}),
        ("times", "too_far"): (today, 12, (TU,), {"until": None, "times": 20}),
        ("until", "before_first"): (tomorrow, 1, (TU,), {"until": today, "times": None}),
        ("until", "too_many"): (
            today, 1, (MO, TU), {"until": today + timedelta(days=280), "times": None},
        ),
        ("until", "no_day"): (today, 1, (today.weekday() + 1,), {"until": today, "times": None}),
        ("first_on", "past"): (today - timedelta(days=1), 1, (TU,), sound),
        ("first_on", "too_far"): (late + timedelta(days=1), 1, (TU,), sound),
    }  # fmt: skip
    for (name, code), (first, weeks, weekdays, end) in cases.items():
        typed = Recurrence(first, weeks, weekdays, time(9), BERLIN, **end)
        assert [(each.field, each.code) for each in recurrence_fault.of(typed)] == [
            (name, code.strip())
        ]
    assert recurrence_fault.of(Recurrence(today, 1, (TU,), time(9), BERLIN, times=MOST_TIMES)) == []


@pytest.mark.usefixtures("frozen_clock")
def test_the_end_of_the_calendar_is_only_far() -> None:
    last = Recurrence(date.max, 1, (0, 6), time(9), BERLIN, times=3)
    assert [each.code for each in recurrence_fault.of(last)] == ["too_far"]
    soon = clock.now().date()
    until = Recurrence(soon, 12, (0,), time(9), BERLIN, until=date.max)
    assert [(each.field, each.code) for each in recurrence_fault.of(until)] == [
        ("until", "too_many")
    ]

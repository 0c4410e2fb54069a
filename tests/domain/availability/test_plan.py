"""Slots follow from the rules, and every rule that removes one can be named."""

from datetime import UTC, date, timedelta
from uuid import uuid4

import pytest

from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.availability.plan import Plan
from domain.availability.reason import Reason, Rule
from domain.busy.busy_time import Busy
from tests.conftest import NOON
from tests.domain.availability.pictures import (
    AFTERNOON,
    MONDAY,
    SERVICE,
    busy,
    moment,
    picture,
    plan,
    rules_of,
    shown,
    taken,
)
from tests.rules import rule

HALF_HOURS = ["14:00", "14:30", "15:00", "15:30", "16:00", "16:30", "17:00"]
ONE_DAY = timedelta(days=1)


@rule("S6")
def test_slots_stand_on_the_grid_within_the_hours() -> None:
    assert shown(plan()) == HALF_HOURS
    assert shown(plan(grid_minutes=60)) == ["14:00", "15:00", "16:00", "17:00"]
    assert len(shown(plan(grid_minutes=15, minutes=45))) == 14
    assert shown(plan(), MONDAY + ONE_DAY) == []


@rule("S6")
def test_a_grid_begins_where_its_range_does() -> None:
    hours = [Weekly(0, 14 * 60 + 10, 16 * 60), Weekly(0, 17 * 60, 18 * 60)]
    assert shown(plan(hours=hours)) == ["14:10", "14:40", "17:00"]


@rule("S6")
def test_ranges_that_meet_are_one() -> None:
    hours = [Weekly(0, 22 * 60, 24 * 60), Weekly(1, 0, 60)]
    assert shown(plan(hours=hours)) == ["22:00", "22:30", "23:00", "23:30"]
    assert shown(plan(hours=hours[:1])) == ["22:00", "22:30", "23:00"]
    # Also at the edge of what was read.
    sunday = MONDAY + 6 * ONE_DAY
    edge = [Weekly(6, 23 * 60, 24 * 60), Weekly(0, 0, 60)]
    assert shown(plan(hours=edge), sunday) == ["23:00", "23:30"]


@rule("S6")
def test_a_service_with_hours_of_its_own_has_no_others() -> None:
    hours = [AFTERNOON, Weekly(2, 9 * 60, 11 * 60, SERVICE)]
    wednesday = MONDAY + 2 * ONE_DAY
    assert shown(plan(hours=hours)) == []
    assert shown(plan(hours=hours), wednesday) == ["09:00", "09:30", "10:00"]
    other = Plan(picture(hours=hours), uuid4(), 60)
    assert (shown(other), shown(other, wednesday)) == (HALF_HOURS, [])


@rule("S6")
def test_right_after_each_other_leaves_no_gap() -> None:
    assert shown(plan(grid_minutes=0, minutes=50)) == ["14:00", "14:50", "15:40", "16:30"]
    held = [taken("14:50", "15:35")]
    assert shown(plan(grid_minutes=0, minutes=50, taken=held)) == ["14:00", "15:35", "16:25"]
    apart = plan(grid_minutes=0, minutes=50, buffer_after_minutes=10)
    assert shown(apart) == ["14:00", "15:00", "16:00", "17:00"]


@rule("S6")
def test_an_exception_replaces_the_weekdays_hours() -> None:
    none = plan(exceptions={MONDAY: ()})
    assert (shown(none), rules_of(none, "14:00")) == ([], [Rule.EXCEPTION])
    other = plan(exceptions={MONDAY + ONE_DAY: ((600, 720),)})
    assert shown(other, MONDAY + ONE_DAY) == ["10:00", "10:30", "11:00"]


@rule("S6")
def test_an_absence_of_days_and_of_hours() -> None:
    days = Absence(uuid4(), MONDAY - ONE_DAY, MONDAY)
    assert shown(plan(absences=[days])) == []
    assert rules_of(plan(absences=[days]), "15:00") == [Rule.ABSENCE]
    hours = Absence(uuid4(), MONDAY, MONDAY, 15 * 60, 16 * 60)
    away = plan(absences=[hours])
    assert shown(away) == ["14:00", "16:00", "16:30", "17:00"]
    assert rules_of(away, "14:30") == [Rule.ABSENCE]


@rule("S6")
@pytest.mark.parametrize(("before", "after"), [(0, 0), (10, 0), (0, 15), (10, 15)])
def test_a_session_takes_its_time_and_the_buffers_around_it(before: int, after: int) -> None:
    buffers = {"buffer_before_minutes": before, "buffer_after_minutes": after}
    asked = plan(taken=[taken("15:30", "16:00")], grid_minutes=15, **buffers)
    far = 60 + before + after
    for start in range(14 * 60, 17 * 60 + 1, 15):
        clock = f"{start // 60}:{start % 60:02}"
        is_free = start + far <= 15 * 60 + 30 or start >= 16 * 60 + before + after
        touches = 14 * 60 + 30 < start < 16 * 60
        expected = [] if is_free else [Rule.SESSION if touches else Rule.BUFFER]
        assert (clock in shown(asked), rules_of(asked, clock)) == (is_free, expected)


@rule("S6")
@pytest.mark.parametrize("kind", ["request", "choice"])
def test_a_claim_keeps_the_buffers_that_it_has(kind: str) -> None:
    asked = plan(taken=[taken("15:00", "16:30", kind)], grid_minutes=15, buffer_before_minutes=15)
    assert "14:00" in shown(asked) and "14:15" not in shown(asked)
    assert "16:45" in shown(asked) and "16:30" not in shown(asked)
    assert rules_of(asked, "15:30") == [Rule(kind)]


@rule("S6")
def test_minimum_notice_counts_to_the_second_and_the_window_in_days() -> None:
    noticed = plan(minimum_notice_hours=7 * 24 + 3)
    assert shown(noticed) == ["15:00", "15:30", "16:00", "16:30", "17:00"]
    assert rules_of(noticed, "14:30") == [Rule.NOTICE]
    assert shown(plan(window_days=7)) == HALF_HOURS
    assert (shown(plan(window_days=6)), rules_of(plan(window_days=6), "14:00")) == (
        [],
        [Rule.WINDOW],
    )
    today = NOON.date()
    late = plan(today, now=moment("15:30", today), minimum_notice_hours=0)
    assert shown(late, today) == ["16:00", "16:30", "17:00"]
    assert rules_of(late, "15:30", today) == [Rule.PAST]


@rule("S6")
def test_a_day_or_a_week_that_is_full() -> None:
    held = [taken("14:00", "15:00"), taken("09:00", "10:00", day=MONDAY + ONE_DAY)]
    assert shown(plan(taken=held, day_most=2)) == ["15:00", "15:30", "16:00", "16:30", "17:00"]
    full = plan(taken=held, day_most=1)
    assert (shown(full), rules_of(full, "16:00")) == ([], [Rule.DAY_MOST])
    full = plan(taken=held, week_most=2)
    assert (shown(full), rules_of(full, "16:00")) == ([], [Rule.WEEK_MOST])
    before = [taken("14:00", "15:00", day=MONDAY - ONE_DAY)]
    assert shown(plan(taken=before, week_most=1)) == HALF_HOURS


@rule("S6")
def test_all_that_removes_a_time_is_named_in_order() -> None:
    away = Absence(uuid4(), MONDAY, MONDAY)
    asked = plan(
        absences=[away],
        taken=[taken("19:00", "20:00")],
        day_most=1,
        week_most=1,
        window_days=3,
    )
    assert rules_of(asked, "19:30") == [
        *(Rule.WINDOW, Rule.HOURS, Rule.ABSENCE, Rule.SESSION, Rule.DAY_MOST, Rule.WEEK_MOST),
    ]
    assert rules_of(plan(), "14:10") == [Rule.GRID]
    assert rules_of(plan(), "17:30") == [Rule.HOURS]


@rule("S6")
def test_a_day_says_what_removed_how_many() -> None:
    hours = Absence(uuid4(), MONDAY, MONDAY, 17 * 60, 18 * 60)
    asked = plan(absences=[hours], taken=[taken("14:00", "15:00")], grid_minutes=60)
    told = [(reason.rule, count) for reason, count in asked.why_day(MONDAY)]
    assert told == [(Rule.ABSENCE, 1), (Rule.SESSION, 1)]
    ((reason, count),) = asked.why_day(MONDAY + ONE_DAY)
    assert (reason.rule, reason.ranges, count) == (Rule.HOURS, (), 0)


BERLIN_SPRING, BERLIN_AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
NIGHT = [Weekly(day, 90, 240) for day in range(7)]


@rule("S6", "S7")
@pytest.mark.parametrize(
    ("zone", "day", "hours", "expected"),
    [
        # From 1:30 to 4:00 there is an hour less, or more, on the wall.
        ("Europe/Berlin", BERLIN_SPRING, NIGHT, "01:30 03:00"),
        ("Europe/Berlin", BERLIN_AUTUMN, NIGHT, "01:30 02:00 02:30 02:00 02:30 03:00"),
        # A range that begins in the gap begins after it, by as much as it began in it.
        ("Europe/Berlin", BERLIN_SPRING, [Weekly(6, 150, 300)], "03:30 04:00"),
        # One that lies in the gap, or that the gap leaves nothing of, is not there.
        ("Europe/Berlin", BERLIN_SPRING, [Weekly(6, 150, 180)], ""),
        # Half an hour.
        ("Australia/Lord_Howe", date(2026, 10, 4), NIGHT, "01:30 02:30 03:00"),
        ("Australia/Lord_Howe", date(2027, 4, 4), NIGHT, "01:30 01:30 02:00 02:30 03:00"),
        # Where the clocks go back for Ramadan alone, and forward after it.
        ("Africa/Casablanca", date(2027, 2, 7), NIGHT, "01:30 02:00 02:30 02:00 02:30 03:00"),
        ("Africa/Casablanca", date(2027, 3, 14), NIGHT, "01:30 03:00"),
        ("Asia/Kolkata", BERLIN_SPRING, NIGHT, "01:30 02:00 02:30 03:00"),
    ],
)  # fmt: skip
def test_the_clock_on_the_wall_counts_across_clock_changes(
    zone: str, day: date, hours: list[Weekly], expected: str
) -> None:
    now = moment("12:00", day - 3 * ONE_DAY, zone)
    assert shown(plan(day, zone=zone, hours=hours, now=now), day) == expected.split()


@rule("S6", "S7")
@pytest.mark.parametrize(("day", "count"), [(BERLIN_SPRING, 23), (BERLIN_AUTUMN, 25), (MONDAY, 24)])
def test_a_day_has_as_many_hours_as_it_has(day: date, count: int) -> None:
    hours = [Weekly(weekday, 0, 24 * 60) for weekday in range(7)]
    asked = plan(day, hours=hours, now=moment("12:00", day - 3 * ONE_DAY), grid_minutes=60)
    assert len(asked.starts(day, day)) == count


@rule("S6")
def test_hours_keep_their_clock_time_when_the_clock_changes() -> None:
    before, after = date(2027, 3, 22), date(2027, 3, 29)
    asked = plan(before, now=moment("12:00", date(2027, 3, 20)), weeks=2)
    assert shown(asked, before) == shown(asked, after) == HALF_HOURS
    found = asked.starts(before, after)
    assert found[7] - found[0] == timedelta(days=7) - timedelta(hours=1)


@rule("S6")
def test_what_another_calendar_takes_is_not_free_and_is_named() -> None:
    lunch, call = busy("14:15", "15:00"), busy("16:00", "16:10", "Arbeit")
    asked = plan(busy=[lunch, call])
    assert shown(asked) == ["15:00", "16:30", "17:00"]
    (reason,) = asked.why(moment("14:30"))
    assert reason == Reason(
        Rule.BUSY, lunch.starts_at.astimezone(UTC), lunch.ends_at.astimezone(UTC), calendar="Privat"
    )
    (reason,) = asked.why(moment("15:30"))
    assert (reason.rule, reason.calendar) == (Rule.BUSY, "Arbeit")
    both = plan(busy=[lunch, busy("14:00", "18:00", "Arbeit")])
    assert [each.calendar for each in both.why(moment("14:00"))] == ["Privat", "Arbeit"]
    day = plan(busy=[lunch]).why_day(MONDAY)
    assert [(each.rule, count) for each, count in day] == [(Rule.HOURS, 1), (Rule.BUSY, 2)]


@rule("S6")
def test_a_session_keeps_its_own_buffers_from_another_calendar() -> None:
    asked = plan(busy=[busy("15:30", "16:00")], buffer_before_minutes=30, buffer_after_minutes=10)
    assert shown(asked) == ["14:00", "16:30", "17:00"]
    assert rules_of(asked, "14:30") == [Rule.BUFFER]
    assert rules_of(asked, "16:00") == [Rule.BUFFER]
    assert rules_of(asked, "15:00") == [Rule.BUSY]


@rule("S6")
def test_days_away_in_another_calendar_count_as_no_session_of_a_day() -> None:
    sunday = MONDAY - ONE_DAY
    away = Busy(moment("00:00", sunday), moment("14:30"), "Privat")
    assert shown(plan(busy=[away], day_most=1, week_most=1)) == HALF_HOURS[1:]


@rule("S6")
def test_right_after_each_other_begins_where_another_calendar_ends() -> None:
    asked = plan(busy=[busy("14:00", "14:20")], grid_minutes=0)
    assert shown(asked) == ["14:20", "15:20", "16:20"]

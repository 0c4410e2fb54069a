"""Whatever an educator's rules and days are: a start is shown exactly if nothing removes it.

Choice: compared, minute by minute, with a model that knows neither spans nor sorting.
"""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.availability import wall
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.availability.picture import Picture
from domain.availability.plan import Plan
from domain.availability.taken import Taken
from domain.busy.busy_time import Busy
from tests.domain.availability.pictures import SERVICE, picture
from tests.rules import rule

ZONES = [
    "Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Africa/Casablanca", "Asia/Kolkata",
]  # fmt: skip
DAYS = [
    date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1), date(2027, 2, 7), date(2027, 3, 28),
]  # fmt: skip
"""On which clocks change in some of them."""
ONE_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIVES = st.integers(0, 287).map(lambda number: number * 5)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Picture, date]:
    zone, day = draw(st.sampled_from(ZONES)), draw(st.sampled_from(DAYS))
    midnight = wall.instant(day, 0, zone)
    hours = [
        Weekly(weekday, begin, end, draw(st.sampled_from([None, None, SERVICE, OTHER])))
        for weekday in {(day + each * ONE_DAY).weekday() for each in (-1, 0, 1)}
        for begin, end in _ranges(sorted(draw(st.lists(FIVES, unique=True, max_size=4))))
    ]
    known = picture(
        day,
        zone=zone,
        hours=hours,
        exceptions={day: ((600, 720),)} if draw(st.integers(0, 9)) == 0 else {},
        absences=[_absence(day, *draw(st.tuples(FIVES, FIVES)))] if draw(st.booleans()) else [],
        taken=[_taken(midnight, *each) for each in draw(st.lists(TAKEN, max_size=3))],
        busy=[_busy(midnight, *each) for each in draw(st.lists(BUSY, max_size=4))],
        now=midnight + timedelta(hours=draw(st.integers(-40, 20))),
        buffer_before_minutes=draw(st.sampled_from([0, 0, 10])),
        buffer_after_minutes=draw(st.sampled_from([0, 0, 15])),
        minimum_notice_hours=draw(st.sampled_from([0, 24])),
        window_days=draw(st.sampled_from([1, 14])),
        day_most=draw(st.sampled_from([None, 1, 2])),
        week_most=draw(st.sampled_from([None, 2])),
        grid_minutes=draw(st.sampled_from([15, 30, 60, 0])),
    )
    return known, day


OTHER = uuid4()
TAKEN = st.tuples(FIVES, st.integers(1, 24), st.sampled_from(["session", "request", "choice"]))
BUSY = st.tuples(st.integers(-300, 300), st.integers(1, 40), st.sampled_from(["a", "b"]))


def _busy(midnight: datetime, begin: int, length: int, calendar: str) -> Busy:
    at = midnight + begin * 5 * MINUTE
    return Busy(at, at + length * 5 * MINUTE, calendar)


def _ranges(ends: list[int]) -> list[tuple[int, int]]:
    return list(zip(ends[::2], ends[1::2], strict=False))


def _absence(day: date, begin: int, end: int) -> Absence:
    return Absence(uuid4(), day, day if begin < end else day + ONE_DAY, begin, end or 1)


def _taken(midnight: datetime, begin: int, length: int, kind: str) -> Taken:
    at = midnight + begin * MINUTE
    return Taken(at, at + 5 * length * MINUTE, kind)


def is_free(known: Picture, start: datetime, end: datetime) -> bool:
    """As a person would say it, minute by minute."""
    rules, zone = known.rules, ZoneInfo(known.time_zone)
    minutes = [start + each * MINUTE for each in range(int((end - start) / MINUTE))]
    before, after = rules.buffer_before_minutes * MINUTE, rules.buffer_after_minutes * MINUTE
    day = start.astimezone(zone).date()
    days = [each_day(known, each) for each in known.taken]
    monday = day - day.weekday() * ONE_DAY
    return (
        start > known.now
        and start >= known.now + timedelta(hours=rules.minimum_notice_hours)
        and day <= known.today + rules.window_days * ONE_DAY
        and all(is_worked(known, each) for each in minutes)
        and not any(a <= m < b for m in minutes for a, b in away(known))
        and not any(
            start - before < (each.ends_at + after if each.kind == "session" else each.ends_at)
            and end + after
            > (each.starts_at - before if each.kind == "session" else each.starts_at)
            for each in known.taken
        )
        and not any(
            start - before < each.ends_at and end + after > each.starts_at for each in known.busy
        )
        and not (rules.day_most and days.count(day) >= rules.day_most)
        and not (
            rules.week_most
            and sum(monday <= each < monday + 7 * ONE_DAY for each in days) >= rules.week_most
        )
    )


def each_day(known: Picture, each: Taken) -> date:
    before = timedelta() if each.kind == "session" else known.rules.buffer_before_minutes * MINUTE
    return (each.starts_at + before).astimezone(ZoneInfo(known.time_zone)).date()


def away(known: Picture) -> list[tuple[datetime, datetime]]:
    return [each.span(known.time_zone) for each in known.absences]


def is_worked(known: Picture, moment: datetime) -> bool:
    local = moment.astimezone(ZoneInfo(known.time_zone)).date()
    return any(
        wall.instant(day, begin, known.time_zone)
        <= moment
        < wall.instant(day, end, known.time_zone)
        for day in (local - ONE_DAY, local)
        for begin, end in known.ranges(day, SERVICE)
    )


@rule("S6")
@settings(max_examples=60, deadline=None)
@given(pictures(), st.sampled_from([25, 45, 60, 90]))
def test_what_is_shown_can_be_booked_and_what_can_be_booked_is_shown(
    made: tuple[Picture, date], minutes: int
) -> None:
    known, day = made
    asked = Plan(known, SERVICE, minutes)
    slots = set(asked.starts(day, day))
    start = wall.instant(day, 0, known.time_zone)
    while start < wall.instant(day, 24 * 60, known.time_zone):
        reasons = asked.why(start)
        assert (start in slots) == (not reasons), (start, reasons)
        if start in slots or [each.rule for each in reasons] == ["grid"]:
            assert is_free(known, start, start + minutes * MINUTE), start
        else:
            assert not is_free(known, start, start + minutes * MINUTE), (start, reasons)
        start += 5 * MINUTE

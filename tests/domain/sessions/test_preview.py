"""What is said of each date of a series before anything is made."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock
from domain.availability import absence, exception, hours
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.sessions import answer, preview, wall_clock
from domain.sessions.mark import Kind, Mark
from domain.sessions.preview import Date
from domain.sessions.recurrence import MOST_TIMES, Recurrence
from domain.sessions.session import State
from domain.sessions.wall_clock import Oddity
from tests import calendars, series
from tests.conftest import FrozenClock
from tests.domain.sessions import amira
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.statements import watched
from tests.world import BERLIN, World

MOST_STATEMENTS = 3
FIRST = date(2026, 12, 1)
"""A Tuesday."""


async def foreseen(world: World, recurrence: Recurrence, language: str = "de") -> list[Date]:
    return await preview.dates(
        recurrence, world.maths, world.mila.id, language, by=world.jonas.actor
    )


def marked(dates: list[Date]) -> dict[date, list[tuple[str, str]]]:
    return {
        each.day: [(mark.kind, mark.what) for mark in each.marks] for each in dates if each.marks
    }


@rule("S7")
async def test_holidays_and_both_sides_conflicts_are_said_at_their_date(world: World) -> None:
    await plans(world, holiday_region="DE-BW")
    recurrence = series.tuesdays(FIRST, 10)
    at = [wall_clock.instant(day, time(16), BERLIN) for day in recurrence.days()]
    # Emil has Jonas half an hour later, so does Mila a week later; Amira teaches her in the third.
    await world.make.session(
        State.CONFIRMED,
        learner=world.emil.id,
        connection=world.rossi,
        starts_at=at[0] + timedelta(minutes=30),
    )
    await world.make.session(State.CONFIRMED, starts_at=at[1] - timedelta(minutes=59))
    her = await amira.build()
    english = await her.session(world.nadia, world.mila.id, at[2] + timedelta(minutes=15))
    await answer.confirm(english, by=world.nadia.actor)
    # What only touches, or is another's alone is none; what is pending leaves no date out.
    await world.make.session(State.CONFIRMED, starts_at=at[3] + timedelta(minutes=60))
    await world.make.session(starts_at=at[4])
    wednesdays = Recurrence(date(2027, 1, 6), 1, (2,), time(16), BERLIN, times=1)
    found = await foreseen(world, recurrence)
    assert marked(found) == {
        date(2026, 12, 1): [(Kind.EDUCATOR, "Mathe, Emil")],
        date(2026, 12, 8): [(Kind.EDUCATOR, "Mathe, Mila")],
        date(2026, 12, 15): [(Kind.LEARNER, "")],
        date(2026, 12, 29): [(Kind.WAITS, "Mila")],
    }
    assert [each.is_possible for each in found[:3]] == [False, False, True]
    assert [each.is_free for each in found] == 3 * [False] + 7 * [True]
    (epiphany,) = await foreseen(world, wednesdays)
    assert epiphany.marks == ((Kind.HOLIDAY, "Heilige Drei Könige"),)
    assert (epiphany.is_free, epiphany.is_possible) == (False, True)


@rule("S7")
async def test_absences_are_said_and_left_out(world: World) -> None:
    hours = Absence(uuid4(), date(2026, 12, 8), date(2026, 12, 8), 16 * 60 + 59, 18 * 60)
    weeks = Absence(uuid4(), date(2026, 12, 20), date(2026, 12, 31))
    before = Absence(uuid4(), date(2027, 1, 5), date(2027, 1, 5), 8 * 60, 16 * 60)
    for each in (hours, weeks, before):
        await absence.make(each, by=world.jonas.actor)
    found = await foreseen(world, series.tuesdays(FIRST, 7))
    away = [(Kind.ABSENCE, "")]
    assert marked(found) == dict.fromkeys(
        (date(2026, 12, 8), date(2026, 12, 22), date(2026, 12, 29)), away
    )
    assert [each.is_free for each in found].count(False) == 3
    assert all(each.is_possible for each in found)


@rule("S6", "S7")
async def test_busy_times_of_other_calendars_are_said_and_left_out(world: World) -> None:
    at = [wall_clock.instant(day, time(16), BERLIN) for day in series.tuesdays(FIRST, 4).days()]
    hour, days = timedelta(hours=1), timedelta(days=3)
    touching = (at[0] - hour, at[0]), (at[3] + hour, at[3] + days)
    await calendars.kept(world.jonas.actor, "Privat", *touching, (at[1] - days, at[1] + hour))
    await calendars.kept(world.jonas.actor, "Arbeit", (at[1], at[1] + hour))
    found = await foreseen(world, series.tuesdays(FIRST, 4))
    assert marked(found) == {date(2026, 12, 8): [(Kind.BUSY, "Privat"), (Kind.BUSY, "Arbeit")]}
    assert (found[1].is_free, found[1].is_possible) == (False, True)


@rule("S7", "S2")
async def test_what_is_outside_of_the_hours_or_waits_is_said_and_leaves_nothing_out(
    world: World,
) -> None:
    # From four to five, and every other Tuesday not at all.
    await hours.replace([Weekly(1, 16 * 60, 17 * 60)], by=world.jonas.actor)
    closed = FIRST + timedelta(days=7)
    await exception.make(closed, (), by=world.jonas.actor)
    away = Absence(uuid4(), FIRST + timedelta(days=14), FIRST + timedelta(days=14))
    await absence.make(away, by=world.jonas.actor)
    first = wall_clock.instant(FIRST, time(16), BERLIN)
    half = timedelta(minutes=30)
    await world.make.session(starts_at=first - half)
    await world.make.session(learner=world.emil.id, connection=world.rossi, starts_at=first + half)
    found = await foreseen(world, series.tuesdays(FIRST, 4))
    assert marked(found) == {
        FIRST: [(Kind.WAITS, "Mila, Emil")],
        closed: [(Kind.OUTSIDE, "")],
        # Who is away is not told twice.
        away.first_on: [(Kind.ABSENCE, "")],
    }
    assert [each.is_free for each in found] == [True, True, False, True]
    later = Recurrence(FIRST, 1, (1,), time(16, 30), BERLIN, times=1)
    (date_,) = await foreseen(world, later)
    assert [mark.kind for mark in date_.marks] == [Kind.OUTSIDE, Kind.WAITS]
    assert date_.is_free


@rule("S7")
async def test_what_has_begun_today_is_past(world: World, frozen_clock: FrozenClock) -> None:
    frozen_clock.to(wall_clock.instant(FIRST, time(16), BERLIN))
    found = await foreseen(world, series.tuesdays(FIRST, 2))
    assert marked(found) == {FIRST: [(Kind.PAST, "")]}
    assert not found[0].is_possible


@rule("S7")
async def test_sixty_dates_with_conflicts_are_read_in_three_statements(world: World) -> None:
    await plans(world, holiday_region="DE-BE")
    await hours.replace([Weekly(1, 15 * 60, 16 * 60)], by=world.jonas.actor)
    recurrence = series.tuesdays(FIRST, MOST_TIMES)
    starts_at = wall_clock.instant(FIRST, time(16), BERLIN)
    await world.make.session(State.CONFIRMED, starts_at=starts_at)
    with watched() as seen:
        found = await foreseen(world, recurrence)
    assert 0 < seen.count <= MOST_STATEMENTS, seen.told()
    assert len(found) == MOST_TIMES and not found[0].is_free
    assert sum(Mark(Kind.OUTSIDE) in each.marks for each in found) == MOST_TIMES


ZONES = {
    # Zone, weekday, wall time: first day, times, offsets in minutes by day, oddities by day.
    "Berlin in spring": (
        BERLIN, date(2027, 3, 21), time(2, 30), [60, 120, 120], {date(2027, 3, 28): Oddity.SKIPPED},
    ),
    "Berlin in autumn": (
        BERLIN, date(2027, 10, 24), time(2, 30), [120, 120, 60], {date(2027, 10, 31): Oddity.TWICE},
    ),
    "New York in spring": (
        "America/New_York", date(2027, 3, 7), time(2, 15), [-300, -240, -240],
        {date(2027, 3, 14): Oddity.SKIPPED},
    ),
    "New York in autumn": (
        "America/New_York", date(2027, 10, 31), time(1, 15), [-240, -240, -300],
        {date(2027, 11, 7): Oddity.TWICE},
    ),
    "half an hour on Lord Howe, forward": (
        "Australia/Lord_Howe", date(2027, 9, 26), time(2, 10), [630, 660, 660],
        {date(2027, 10, 3): Oddity.SKIPPED},
    ),
    "half an hour on Lord Howe, back": (
        "Australia/Lord_Howe", date(2027, 3, 28), time(1, 45), [660, 660, 630],
        {date(2027, 4, 4): Oddity.TWICE},
    ),
    "Casablanca, where Ramadan begins": (
        "Africa/Casablanca", date(2027, 1, 31), time(2, 30), [60, 60, 0],
        {date(2027, 2, 7): Oddity.TWICE},
    ),
    "Casablanca, where Ramadan ends": (
        "Africa/Casablanca", date(2027, 3, 7), time(2, 30), [0, 60, 60],
        {date(2027, 3, 14): Oddity.SKIPPED},
    ),
    "Kolkata, where the clocks stay": (
        "Asia/Kolkata", date(2027, 3, 21), time(2, 30), [330, 330, 330], {},
    ),
}  # fmt: skip


@rule("S7")
@pytest.mark.parametrize("case", ZONES)
def test_wall_clock_times_stay_over_a_change_of_the_clocks(case: str) -> None:
    zone, first, at, offsets, odd = ZONES[case]
    recurrence = Recurrence(first, 1, (first.weekday(),), at, zone, times=3)
    days = recurrence.days()
    starts = [wall_clock.instant(day, at, zone) for day in days]
    for day, start, minutes in zip(days, starts, offsets, strict=True):
        wall = datetime.combine(day, at, UTC)
        # Where it does not exist, it has moved forward by the gap: the wall shows more then.
        gap = wall_clock.oddity(day, at, zone) == Oddity.SKIPPED
        before = offsets[0] if gap else minutes
        assert start == wall - timedelta(minutes=before)
    found = {day: wall_clock.oddity(day, at, zone) for day in days}
    assert {day: each for day, each in found.items() if each} == odd
    noon = [wall_clock.oddity(day, time(12), zone) for day in days]
    assert noon == [None] * 3


@rule("S7")
@given(
    zone=st.sampled_from(sorted({zone for zone, *_ in ZONES.values()})),
    day=st.dates(date(2026, 11, 24), date(2028, 11, 22)),
    at=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
)
def test_the_wall_shows_what_was_chosen_wherever_it_exists(zone: str, day: date, at: time) -> None:
    start = wall_clock.instant(day, at, zone)
    shown = start.astimezone(ZoneInfo(zone))
    found = wall_clock.oddity(day, at, zone)
    meant = datetime.combine(day, at)
    moved = shown.replace(tzinfo=None) - meant
    if found == Oddity.SKIPPED:
        assert timedelta() < moved <= timedelta(hours=1)
    else:
        assert moved == timedelta() and shown.fold == 0
    # It exists twice exactly where an hour or half an hour later the wall shows it again.
    again = [
        later
        for minutes in (30, 60)
        if (later := (start + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))).replace(
            tzinfo=None, fold=0
        )
        == meant
    ]
    assert (found == Oddity.TWICE) == bool(again)


@rule("S7")
async def test_a_change_of_the_clocks_is_said_and_leaves_nothing_out(
    world: World, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(datetime(2027, 3, 1, tzinfo=UTC))
    sundays = Recurrence(date(2027, 3, 21), 1, (6,), time(2, 30), BERLIN, times=2)
    found = await foreseen(world, sundays)
    assert marked(found) == {date(2027, 3, 28): [(Kind.SKIPPED, "")]}
    assert found[1].is_free
    assert found[1].starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC) > clock.now()
    assert found[1].ends_at - found[1].starts_at == timedelta(minutes=60)

"""What a clock on the wall shows, and the instant it means."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.sessions import answer, offer, wall_clock
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.rules import rule
from tests.world import BERLIN, World, at

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "wall_time", "instant"),
    [
        (date(2026, 7, 1), time(15, 0), datetime(2026, 7, 1, 13, 0, tzinfo=UTC)),
        (date(2026, 12, 1), time(15, 0), datetime(2026, 12, 1, 14, 0, tzinfo=UTC)),
        (SPRING, time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (SPRING, time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_wall_clock_time_means_the_instant_it_has_there(
    day: date, wall_time: time, instant: datetime
) -> None:
    assert wall_clock.instant(day, wall_time, BERLIN) == instant


@rule("S7")
def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    found = wall_clock.instant(SPRING, time(2, 30), BERLIN)
    assert found == wall_clock.instant(SPRING, time(3, 30), BERLIN)
    assert found == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@rule("S7")
def test_a_time_that_exists_twice_is_the_first() -> None:
    found = wall_clock.instant(AUTUMN, time(2, 30), BERLIN)
    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@rule("S7")
def test_a_gap_of_half_an_hour_moves_by_half_an_hour() -> None:
    found = wall_clock.instant(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
    assert found == wall_clock.instant(date(2026, 10, 4), time(2, 45), "Australia/Lord_Howe")


def test_a_day_begins_at_midnight_there() -> None:
    moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert wall_clock.day_start(moment, BERLIN) == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def test_the_day_of_a_clock_change_has_23_or_25_hours() -> None:
    for day, hours in ((SPRING, 23), (AUTUMN, 25)):
        start = wall_clock.instant(day, time(0), BERLIN)
        end = wall_clock.instant(day + timedelta(days=1), time(0), BERLIN)
        assert end - start == timedelta(hours=hours)


@rule("S8")
async def test_24_hours_are_elapsed_ones_across_a_clock_change(world: World) -> None:
    # Sunday 28 March 2027, 15:00 in Berlin; the clocks went forward in the night before.
    starts_at = wall_clock.instant(SPRING, time(15, 0), BERLIN)
    session = await world.make.session(State.CONFIRMED, starts_at=starts_at)
    assert session.free_until == wall_clock.instant(date(2027, 3, 27), time(14, 0), BERLIN)


@rule("S2")
async def test_a_proposal_is_meant_in_the_educators_zone(world: World) -> None:
    typed = world.make.offer(starts_at=wall_clock.instant(SPRING, time(3, 30), BERLIN))
    made = await offer.propose(typed, world.kaya, by=world.jonas.actor)
    assert (await sessions.by_id(made.id)).starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


async def test_a_session_lasts_as_long_on_the_day_of_a_clock_change(world: World) -> None:
    starts_at = wall_clock.instant(SPRING, time(1, 30), BERLIN)
    session = await world.make.session(starts_at=starts_at)
    assert session.ends_at - session.starts_at == timedelta(minutes=60)
    with at(starts_at - timedelta(hours=1)):
        await world.make.credits(1)
        await answer.confirm(session, by=world.nadia.actor)

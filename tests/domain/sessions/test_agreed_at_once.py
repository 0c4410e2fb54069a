"""Two at the same moment about what was agreed: one of the two serial outcomes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from domain import clock, database
from domain.credits import balance, standing
from domain.sessions import (
    answer,
    attendance,
    attendance_correction,
    cancellation,
    move,
    rescheduling,
    series_cancellation,
    waiver,
    withdrawal,
)
from domain.sessions import session as sessions
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session
from domain.sessions.terms import Outcome
from tests import series
from tests.at_once import AtOnce, pairs
from tests.moves import DAY, HOUR, to
from tests.rules import rule
from tests.world import World, at


@dataclass
class About:
    """What was agreed, as both people looked at it: one session, or dates of a series."""

    world: World
    dates: list[Session]
    agreement: str = ""


Do = Callable[[About], Awaitable[object]]


async def cancel(it: About) -> None:
    await cancellation.cancel(it.dates[0], by=it.world.nadia.actor)


async def cancel_late(it: About) -> None:
    lapses = Outcome.LAPSES
    await cancellation.cancel(it.dates[0], by=it.world.nadia.actor, agreed=lapses)


async def release(it: About) -> None:
    await cancellation.cancel(it.dates[0], by=it.world.jonas.actor)


async def undo(it: About) -> None:
    await withdrawal.undo(it.dates[0], by=it.world.nadia.actor)


async def ask_for_another(it: About) -> None:
    await rescheduling.ask(it.dates[0], [], "Lieber abends", by=it.world.nadia.actor)


async def ask_for_times(it: About) -> None:
    first = it.dates[0]
    await rescheduling.ask(first, [first.starts_at + DAY], "", by=it.world.nadia.actor)


async def move_it(it: About) -> None:
    first = it.dates[0]
    await move.propose(first, to(first, first.starts_at + DAY), by=it.world.jonas.actor)


async def give_up(it: About) -> None:
    first = it.dates[0]
    aimed = to(first, first.starts_at + DAY, gives_up=True)
    await move.propose(first, aimed, by=it.world.jonas.actor)


async def cancel_series(it: About) -> None:
    await series_cancellation.cancel(
        it.dates[0], Scope.COMING, by=it.world.nadia.actor, agreed=it.agreement
    )


async def release_series(it: About) -> None:
    await series_cancellation.cancel(
        it.dates[0], Scope.COMING, by=it.world.jonas.actor, agreed=it.agreement
    )


async def cancel_last(it: About) -> None:
    await cancellation.cancel(it.dates[-1], by=it.world.nadia.actor)


async def move_series(it: About) -> None:
    first = it.dates[0]
    aimed = to(first, first.starts_at + HOUR, scope=Scope.COMING, agreed=len(it.dates))
    await move.propose(first, aimed, by=it.world.jonas.actor)


async def miss(it: About) -> None:
    await attendance.mark_missed(it.dates[0], by=it.world.jonas.actor)


async def complete(it: About) -> None:
    await attendance.complete(it.dates[0].id)


async def correct(it: About) -> None:
    await attendance_correction.make(it.dates[0], by=it.world.jonas.actor)


async def waive(it: About) -> None:
    await waiver.waive(it.dates[0], "Krank", by=it.world.jonas.actor)


ONE: list[Do] = [cancel, release, undo, ask_for_another, ask_for_times, move_it, give_up]
SERIES: list[Do] = [cancel_series, release_series, cancel_last, move_series, ask_for_another]
BEGUN: list[Do] = [cancel_late, release, miss, complete, move_it]
OVER: list[Do] = [miss, complete, correct, release]
LAPSED: list[Do] = [waive, cancel_late]


async def one(world: World) -> About:
    return About(world, [await _agreed(world, timedelta(days=3 + 10 * await _there()))])


async def one_of_series(world: World) -> About:
    """Three weeks, with what the page says of cancelling them all."""
    first = (clock.now() + timedelta(days=7 + 35 * await _there())).date()
    asked = await series.put_in(world, series.tuesdays(first, 3))
    await answer.confirm(*asked, by=world.nadia.actor)
    dates = [await sessions.by_id(each.id) for each in asked]
    parts = await series_cancellation.parts(dates[0], by=world.nadia.actor)
    return About(world, dates, parts[-1].agreement)


async def begun(world: World) -> About:
    """Since twenty minutes; the ones before were ended by then."""
    clock.freeze(clock.now() + DAY)
    return About(world, [await _agreed(world, -timedelta(minutes=20))])


async def over(world: World) -> About:
    clock.freeze(clock.now() + DAY)
    return About(world, [await _agreed(world, -timedelta(minutes=80))])


async def lapsed(world: World) -> About:
    """Cancelled an hour before, by the family."""
    clock.freeze(clock.now() + DAY)
    about = About(world, [await _agreed(world, HOUR)])
    await cancel_late(about)
    return about


async def left(it: About) -> tuple[object, ...]:
    """How the dates are and what they hold, lost and spent, and what asks for another time."""
    ids = [each.id for each in it.dates]
    held = await standing.of_sessions(ids)
    now = [await sessions.by_id(each) for each in ids]
    moved = await database.rows(
        f"SELECT state, starts_at FROM sessions WHERE moved_from IN ({database.marks(ids)})"
        " ORDER BY starts_at, state",
        *ids,
    )
    credits = await balance.of(it.world.kaya.id)
    assert credits.free + credits.held + credits.spent + credits.lapsed == credits.granted
    return (
        [(str(each.state), each.wished, *held[each.id][:3]) for each in now],
        [(str(state), at - it.dates[0].starts_at) for state, at in moved],
    )


async def _agreed(world: World, ahead: timedelta) -> Session:
    starts_at = clock.now() + ahead
    with at(min(clock.now(), starts_at - 2 * DAY)):
        made = await world.make.session(starts_at=starts_at)
        await answer.confirm(made, by=world.nadia.actor)
    return await sessions.by_id(made.id)


async def _there() -> int:
    row = await database.row("SELECT count(DISTINCT proposal) FROM sessions")
    assert row
    return int(row[0])


ALL = [(one, ONE), (one_of_series, SERIES), (begun, BEGUN), (over, OVER), (lapsed, LAPSED)]


@rule("S1", "S7", "S8", "S9", "S10", "S11", "K2")
@pytest.mark.parametrize(("make", "acts", "first"), pairs(ALL))
async def test_both_at_once_end_as_one_after_the_other(
    world: World, make: Callable[[World], Awaitable[About]], acts: list[Do], first: Do
) -> None:
    await world.make.credits(150)
    race = AtOnce(partial(make, world), left)
    for other in acts:
        await race.check(first, other)

"""Two at the same moment about what waits for an answer: one of the two serial outcomes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from domain import clock, database
from domain.credits import balance
from domain.sessions import answer, cancellation, exchange, move, passing_over, withdrawal
from domain.sessions.recurrence import Recurrence
from domain.sessions.session import Session
from domain.sessions.terms import Outcome
from domain.sessions.undo_window import LENGTH
from tests import choices, series
from tests.at_once import AtOnce, pairs
from tests.moves import DAY, HOUR, to
from tests.rules import rule
from tests.world import BERLIN, World


@dataclass
class About:
    """What Jonas proposed, as both people looked at it."""

    world: World
    asked: list[Session]
    starts: list[datetime]


Do = Callable[[About], Awaitable[object]]


async def pick(it: About) -> None:
    await answer.confirm(it.asked[0], by=it.world.nadia.actor)


async def pick_last(it: About) -> None:
    await answer.confirm(it.asked[-1], by=it.world.nadia.actor)


async def decline(it: About) -> None:
    await answer.decline(it.asked[0], by=it.world.nadia.actor)


async def counter(it: About) -> None:
    await choices.countered(it.world, it.asked[0], it.starts)


async def withdraw(it: About) -> None:
    await cancellation.cancel(it.asked[-1], by=it.world.jonas.actor, agreed=Outcome.OFFER)


async def move_first(it: About) -> None:
    first = it.asked[0]
    await move.propose(first, to(first, first.starts_at + DAY), by=it.world.jonas.actor)


async def exchange_first(it: About) -> None:
    start = it.asked[0].starts_at + HOUR
    await exchange.make(it.asked[0], choices.another(start), uuid4(), by=it.world.jonas.actor)


async def drop_first(it: About) -> None:
    await exchange.make(it.asked[0], None, uuid4(), by=it.world.jonas.actor)


async def drop_last(it: About) -> None:
    await exchange.make(it.asked[-1], None, uuid4(), by=it.world.jonas.actor)


async def pick_all(it: About) -> None:
    await answer.confirm(*it.asked, by=it.world.nadia.actor)


async def undo(it: About) -> None:
    await withdrawal.undo(it.asked[0], by=it.world.nadia.actor)


async def cancel(it: About) -> None:
    await cancellation.cancel(it.asked[0], by=it.world.nadia.actor)


async def release(it: About) -> None:
    await cancellation.cancel(it.asked[0], by=it.world.jonas.actor)


async def end_rest(it: About) -> None:
    await passing_over.end_rest(it.asked[0].proposal)


TIMES: list[Do] = [pick, pick_last, decline, counter, withdraw, move_first]
"""What can be done about one time, and about several of which one is picked."""
EXCHANGED: list[Do] = [*TIMES, exchange_first, drop_first, drop_last]
DATES: list[Do] = [pick_all, pick, pick_last, decline, withdraw]
"""Of a series any are picked."""
PICKED: list[Do] = [undo, cancel, release, move_first, end_rest]
FINAL: list[Do] = [cancel, move_first, end_rest]


async def asked(world: World, count: int) -> About:
    first = await _ahead()
    if count == 1:
        made = [await world.make.session(starts_at=first)]
    else:
        made = await choices.proposed(world, [first + number * DAY for number in range(count)])
    return About(world, made, [first + number * DAY for number in (5, 6)])


async def left(it: About) -> tuple[object, ...]:
    """How the times are that were asked about since; what is agreed is held, no more."""
    rows = await database.rows(
        "SELECT s.state, p.asked, s.starts_at, p.answered_at IS NULL FROM sessions s"
        " JOIN proposals p ON p.id = s.proposal WHERE s.starts_at >= {}"
        " ORDER BY s.starts_at, s.state, p.answered_at IS NULL",
        it.asked[0].starts_at,
    )
    agreed = await database.row("SELECT count(*) FROM sessions WHERE state = 'confirmed'")
    assert agreed and (await balance.of(it.world.kaya.id)).held == agreed[0]
    return tuple(
        (str(state), str(who), at - it.asked[0].starts_at, bool(waits))
        for state, who, at, waits in rows
    )


async def one(world: World) -> About:
    return await asked(world, 1)


async def several(world: World) -> About:
    return await asked(world, 3)


async def dates(world: World) -> About:
    """Three days."""
    first = (await _ahead()).date()
    daily = Recurrence(first, 1, tuple(range(7)), series.AT, BERLIN, times=3)
    made = await series.put_in(world, daily)
    return About(world, made, [])


async def picked(world: World) -> About:
    """One of three, a moment ago."""
    it = await several(world)
    await pick(it)
    return About(world, await choices.now(it.asked), it.starts)


async def final(world: World) -> About:
    """One of three, too long ago to be taken back."""
    it = await picked(world)
    clock.freeze(clock.now() + LENGTH)
    return it


async def _ahead() -> datetime:
    """Each round in months of its own."""
    there = await database.row("SELECT count(DISTINCT proposal) FROM sessions")
    assert there
    return clock.now() + timedelta(days=3 + 10 * there[0])


ALL = [(one, TIMES), (several, EXCHANGED), (dates, DATES), (picked, PICKED), (final, FINAL)]


@rule("S1", "S2", "S3", "S7", "S10", "K2")
@pytest.mark.parametrize(("make", "acts", "first"), pairs(ALL))
async def test_both_at_once_end_as_one_after_the_other(
    world: World, make: Callable[[World], Awaitable[About]], acts: list[Do], first: Do
) -> None:
    await world.make.credits(100)
    race = AtOnce(partial(make, world), left, may_refuse=True)
    for other in acts:
        await race.check(first, other)

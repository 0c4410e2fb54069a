"""Two at the same moment about what a family asked for: one of the two serial outcomes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from domain import clock, database
from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.credits import balance
from domain.sessions import (
    answer,
    bookable,
    cancellation,
    move,
    offer,
    request,
    rescheduling,
    wish_decline,
    withdrawal,
)
from domain.sessions.request import Wish
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from tests import choices
from tests.at_once import AtOnce, pairs
from tests.moves import DAY, HOUR, now, to
from tests.rules import rule
from tests.world import World


@dataclass
class About:
    """What Nadia asked for, as both people looked at it, and the other slot of the day."""

    world: World
    asked: list[Session]
    starts: datetime


Do = Callable[[About], Awaitable[object]]


async def accept(it: About) -> None:
    await answer.confirm(it.asked[0], by=it.world.jonas.actor)


async def accept_last(it: About) -> None:
    await answer.confirm(it.asked[-1], by=it.world.jonas.actor)


async def decline(it: About) -> None:
    await answer.decline(it.asked[0], by=it.world.jonas.actor, why="Nein")


async def reply(it: About) -> None:
    typed = it.world.make.offer(starts_at=it.starts + 2 * DAY)
    await offer.propose(typed, it.world.kaya, by=it.world.jonas.actor, instead_of=it.asked[0])


async def reply_with_times(it: About) -> None:
    at = [it.starts + 2 * DAY, it.starts + 3 * DAY]
    await choices.proposed(it.world, at, instead_of=it.asked[0])


async def take_back(it: About) -> None:
    await cancellation.cancel(it.asked[-1], by=it.world.nadia.actor, agreed=Outcome.OFFER)


async def ask_there(it: About) -> None:
    """Dora, for the same time."""
    await _asked(it.world, it.starts, is_dora=True)


async def ask_beside(it: About) -> None:
    await _asked(it.world, it.starts + HOUR)


async def undo(it: About) -> None:
    await withdrawal.undo(it.asked[0], by=it.world.jonas.actor)


async def cancel(it: About) -> None:
    await cancellation.cancel(it.asked[0], by=it.world.nadia.actor)


async def move_it(it: About) -> None:
    aimed = to(it.asked[0], it.starts + 2 * DAY)
    await move.propose(it.asked[0], aimed, by=it.world.jonas.actor)


async def decline_wish(it: About) -> None:
    await wish_decline.decline(it.asked[0], "Nichts frei", by=it.world.jonas.actor)


REQUEST: list[Do] = [
    accept, decline, reply, reply_with_times, take_back, ask_there, ask_beside
]  # fmt: skip
TIMES: list[Do] = [accept, accept_last, decline, reply, reply_with_times, take_back]
ACCEPTED: list[Do] = [undo, cancel, move_it, ask_there]
WISHED: list[Do] = [move_it, decline_wish]


async def requested(world: World) -> About:
    at = await _ahead()
    return About(world, [await _asked(world, at)], at)


async def times(world: World) -> About:
    """Instead of what Jonas proposed."""
    at = await _ahead()
    made = await world.make.session(starts_at=at)
    return About(world, await choices.countered(world, made, [at + HOUR, at + DAY]), at)


async def accepted(world: World) -> About:
    it = await requested(world)
    await accept(it)
    return About(world, [await now(each) for each in it.asked], it.starts)


async def wished(world: World) -> About:
    """In words, instead of what was agreed."""
    at = await _ahead()
    stands = await world.make.session(State.CONFIRMED, starts_at=at)
    await rescheduling.ask(stands, [], "Lieber abends", by=world.nadia.actor)
    return About(world, [await now(stands)], at)


async def left(it: About) -> tuple[object, ...]:
    """How all times are that were asked about since; what is agreed is held, no more."""
    rows = await database.rows(
        "SELECT s.state, p.asked, s.family, s.starts_at, p.answered_at IS NULL FROM sessions s"
        " JOIN proposals p ON p.id = s.proposal WHERE s.starts_at >= {}"
        " ORDER BY s.starts_at, s.state, p.asked",
        it.starts,
    )
    agreed = await database.row("SELECT count(*) FROM sessions WHERE state = 'confirmed'")
    assert agreed and (await balance.of(it.world.kaya.id)).held == agreed[0]
    open_wishes = await database.row("SELECT count(*) FROM wishes WHERE answered_at IS NULL")
    return open_wishes, *(
        (str(state), str(who), str(family), at - it.starts, bool(waits))
        for state, who, family, at, waits in rows
    )


async def _asked(world: World, at: datetime, *, is_dora: bool = False) -> Session:
    who, learner = (world.dora, world.emil) if is_dora else (world.nadia, world.mila)
    known = await bookable.by_family(who.actor)
    booked = bookable.one(known, world.jonas.id, world.maths.id)
    return await request.make(uuid4(), Wish(booked, learner.id, at), "", by=who.actor)


async def _ahead() -> datetime:
    """Each round in days of its own, on the grid."""
    there = await database.row("SELECT count(DISTINCT proposal) FROM sessions")
    assert there
    return clock.now() + timedelta(days=3 + 5 * there[0])


ALL = [(requested, REQUEST), (times, TIMES), (accepted, ACCEPTED), (wished, WISHED)]


@rule("S1", "S2", "S5", "S6", "S9", "K2")
@pytest.mark.parametrize(("make", "acts", "first"), pairs(ALL))
async def test_both_at_once_end_as_one_after_the_other(
    world: World, make: Callable[[World], Awaitable[About]], acts: list[Do], first: Do
) -> None:
    await world.make.credits(50)
    await hours.replace([Weekly(day, 0, 1440) for day in range(7)], by=world.jonas.actor)
    chosen = (await rules.of(world.jonas.id))._replace(window_days=366)
    await rules.choose(chosen, by=world.jonas.actor)
    race = AtOnce(partial(make, world), left, may_refuse=True)
    for other in acts:
        await race.check(first, other)

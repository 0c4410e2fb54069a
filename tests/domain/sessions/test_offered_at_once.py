"""Two at the same moment about an earlier time that is offered: one of the two serial outcomes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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
    counter,
    move,
    request,
    sooner_offer,
    sooner_wait,
)
from domain.sessions.request import Wish
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from tests.at_once import AtOnce
from tests.domain.sessions.sooner import DAY, HOUR, first, now
from tests.moves import to
from tests.rules import rule
from tests.world import World


@dataclass
class About:
    """Emil's stands, an earlier time is offered in its place, and proposed to Tom."""

    world: World
    stands: Session
    offered: Session
    rival: Session


Do = Callable[[About], Awaitable[object]]


async def take(it: About) -> None:
    await answer.confirm(it.offered, by=it.world.dora.actor)


async def let_pass(it: About) -> None:
    await answer.decline(it.offered, by=it.world.dora.actor)


async def ask_for_others(it: About) -> None:
    await counter.reply(it.offered, [it.stands.starts_at + DAY], by=it.world.dora.actor)


async def take_back(it: About) -> None:
    await cancellation.cancel(it.offered, by=it.world.jonas.actor, agreed=Outcome.OFFER)


async def cancel(it: About) -> None:
    await cancellation.cancel(it.stands, by=it.world.dora.actor)


async def move_it(it: About) -> None:
    aimed = to(it.stands, it.stands.starts_at + DAY)
    await move.propose(it.stands, aimed, by=it.world.jonas.actor)


async def leave(it: About) -> None:
    await sooner_wait.leave(it.stands, by=it.world.dora.actor)


async def confirm_there(it: About) -> None:
    """What Jonas had proposed to Tom at the same time."""
    await answer.confirm(it.rival, by=it.world.nadia.actor)


async def ask_there(it: About) -> None:
    known = await bookable.by_family(it.world.nadia.actor)
    booked = bookable.one(known, it.world.jonas.id, it.world.maths.id)
    wish = Wish(booked, it.world.mila.id, it.offered.starts_at)
    await request.make(uuid4(), wish, "", by=it.world.nadia.actor)


async def pass_on(it: About) -> None:
    await _offer(it.world, it.offered)


ALL: list[Do] = [
    take, let_pass, ask_for_others, take_back, cancel, move_it, leave, confirm_there, ask_there,
    pass_on,
]  # fmt: skip


async def about(world: World) -> About:
    """Each round in days of its own."""
    there = await database.row("SELECT count(DISTINCT proposal) FROM sessions")
    assert there
    at = clock.now() + (3 + 2 * there[0]) * DAY
    stands = await world.make.session(
        State.CONFIRMED, learner=world.emil.id, connection=world.rossi, starts_at=at + DAY
    )
    rival = await world.make.session(learner=world.tom.id, starts_at=at)
    await sooner_wait.wait(stands, by=world.dora.actor)
    await sooner_offer.pass_on(world.jonas.id, [(at, at + HOUR)])
    return About(world, await now(stands), await first(stands), rival)


async def left(it: About) -> tuple[object, ...]:
    """How all times are that were asked about since, and who waits; nothing is kept twice."""
    rows = await database.rows(
        "SELECT s.state, p.asked, s.family, s.starts_at, p.answered_at IS NULL FROM sessions s"
        " JOIN proposals p ON p.id = s.proposal WHERE s.starts_at >= {}"
        " ORDER BY s.starts_at, s.family, s.state, p.asked",
        it.offered.starts_at,
    )
    waits = "SELECT count(*) FROM sooner_waits WHERE session = {} AND ended_at IS NULL"
    agreed = await database.row("SELECT count(*) FROM sessions WHERE state = 'confirmed'")
    counts = [await balance.of(each.id) for each in (it.world.kaya, it.world.rossi)]
    assert agreed and sum(each.held for each in counts) == agreed[0]
    return await database.row(waits, it.stands.id), *(
        (str(state), str(who), str(family), at - it.offered.starts_at, bool(is_open))
        for state, who, family, at, is_open in rows
    )


async def _offer(world: World, freed: Session) -> None:
    await sooner_offer.pass_on(world.jonas.id, [(freed.starts_at, freed.ends_at)])


@rule("S1", "S4", "S5", "S10", "S17", "K2")
@pytest.mark.parametrize("one", ALL)
async def test_both_at_once_end_as_one_after_the_other(world: World, one: Do) -> None:
    await world.make.credits(100)
    await world.make.credits(100, connection=world.rossi)
    await hours.replace([Weekly(day, 0, 1440) for day in range(7)], by=world.jonas.actor)
    chosen = (await rules.of(world.jonas.id))._replace(window_days=366)
    await rules.choose(chosen, by=world.jonas.actor)
    race = AtOnce(partial(about, world), left, may_refuse=True)
    for other in ALL[ALL.index(one) :]:
        await race.check(one, other)

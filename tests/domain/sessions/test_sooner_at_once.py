"""Earlier times that several take, wait for or work on at the same moment. Rule: S17."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock, database
from domain.sessions import (
    answer,
    cancellation,
    request,
    sooner_offer,
    sooner_wait,
)
from domain.sessions.session import State
from domain.sessions.state import SoonerTaken, Stale
from tests.domain.notifications.news import told
from tests.domain.sessions.plans import plans
from tests.domain.sessions.sooner import (
    AT,
    HOUR,
    first,
    free,
    full,
    now,
    offered,
    wish,
    work,
    working,
)
from tests.rules import rule
from tests.world import World


@rule("S17")
async def test_all_at_once_the_first_who_takes_it_has_it(world: World) -> None:
    await plans(world, sooner_hours=None)
    mine, emils, toms = await full(world)
    await free(world, mine)
    one, other = await first(emils), await first(toms)
    assert await told("session.sooner_free") == {world.dora.id, world.nadia.id}
    results = await asyncio.gather(
        answer.confirm(one, by=world.dora.actor),
        answer.confirm(other, by=world.nadia.actor),
        return_exceptions=True,
    )
    assert [type(each) for each in results if each] == [SoonerTaken]
    won, lost = (one, other) if results[0] is None else (other, one)
    assert ((await now(won)).state, (await now(lost)).state) == ("confirmed", "pending")
    # Some seconds later it ends for the others, who stay where they are.
    clock.freeze(clock.now() + timedelta(seconds=10))
    await work()
    assert (await now(lost)).state == State.CANCELLED
    assert lost.moved_from is not None
    with pytest.raises(Stale):
        await answer.confirm(lost, by=world.nadia.actor if lost is other else world.dora.actor)
    assert {(await now(each)).state for each in (emils, toms)} == {"confirmed", "cancelled"}


@rule("S17", "S5")
async def test_all_at_once_it_may_be_asked_for_by_anybody(world: World) -> None:
    await plans(world, sooner_hours=None)
    mine, emils, _ = await full(world)
    await free(world, mine)
    asked = await request.make(uuid4(), await wish(world), "", by=world.nadia.actor)
    with pytest.raises(SoonerTaken):
        await answer.confirm(await first(emils), by=world.dora.actor)
    await answer.decline(asked, by=world.jonas.actor, why="Nein")
    await answer.confirm(await first(emils), by=world.dora.actor)


@rule("S17", "N2")
async def test_a_worker_that_comes_twice_or_at_once_asks_once(world: World) -> None:
    await plans(world, sooner_hours=None)
    mine, *_ = await full(world)
    await cancellation.cancel(mine, by=world.nadia.actor)
    span = [(AT, AT + HOUR)]
    await asyncio.gather(*(sooner_offer.pass_on(world.jonas.id, span) for _ in range(3)))
    await work()
    sql = "SELECT count(*) FROM sessions WHERE moved_from IS NOT NULL"
    assert await database.row(sql) == (2,)


@rule("S17")
async def test_a_worker_that_dies_leaves_all_to_the_next(world: World) -> None:
    mine, emils, _ = await full(world)
    await cancellation.cancel(mine, by=world.nadia.actor)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction():
            await sooner_offer.pass_on(world.jonas.id, [(AT, AT + HOUR)])
            raise ZeroDivisionError
    assert await offered(emils) is None
    await work()
    assert (await first(emils)).starts_at == AT


@rule("S17")
@pytest.mark.parametrize("order", ["cancelled first", "offered first", "at once"])
async def test_who_cancels_meanwhile_is_offered_nothing(world: World, order: str) -> None:
    mine, emils, _ = await full(world)
    await cancellation.cancel(mine, by=world.nadia.actor)
    cancelled = cancellation.cancel(emils, by=world.dora.actor)
    offering = sooner_offer.pass_on(world.jonas.id, [(AT, AT + HOUR)])
    if order == "at once":
        await asyncio.gather(cancelled, offering)
    elif order == "cancelled first":
        await cancelled
        await offering
    else:
        await offering
        await cancelled
    assert await offered(emils) is None


@rule("S17")
async def test_who_waits_twice_stands_once_and_who_leaves_is_not_asked(world: World) -> None:
    mine, emils, toms = await full(world)
    await asyncio.gather(*(sooner_wait.wait(emils, by=world.dora.actor) for _ in range(3)))
    assert await database.row("SELECT count(*) FROM sooner_waits") == (2,)
    await sooner_wait.leave(emils, by=world.dora.actor)
    await free(world, mine)
    assert await offered(emils) is None
    assert (await first(toms)).starts_at == AT


@rule("S17")
async def test_nothing_is_left_to_workers_where_nobody_waits(world: World) -> None:
    await working(world)
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    await cancellation.cancel(mine, by=world.nadia.actor)
    assert await work() == 0

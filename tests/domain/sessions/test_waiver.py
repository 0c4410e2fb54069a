"""A late cancellation without lapse: the educator gives the credit back, with a reason."""

import asyncio
from datetime import timedelta

import pytest

from domain.credits import balance, miscount, statement
from domain.errors import Forbidden, Invalid
from domain.sessions import cancellation, state, thread, waiver
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from tests.conftest import FrozenClock
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import World


@pytest.fixture
async def lapsed(world: World, frozen_clock: FrozenClock) -> Session:
    """Cancelled by Nadia an hour before."""
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - timedelta(hours=1))
    await cancellation.cancel(session, by=world.nadia.actor, agreed=Outcome.LAPSES)
    return await sessions.by_id(session.id)


async def credits(world: World) -> tuple[int, int]:
    return (await balance.of(world.kaya.id)).free, len(await miscount.packages())


@rule("S9", "K1", "K2")
async def test_the_credit_comes_back_and_the_session_stays_cancelled(
    world: World, lapsed: Session
) -> None:
    assert await credits(world) == (0, 0)
    await waiver.waive(lapsed, "Mila war krank", by=world.jonas.actor)
    assert await credits(world) == (1, 0)
    assert (await sessions.by_id(lapsed.id)).state == State.CANCELLED
    last = (await thread.history(lapsed.id))[-1]
    assert (last.kind, last.name, last.why) == ("session.waived", "Jonas Weber", "Mila war krank")
    assert await told("session.waived") == {world.nadia.id}
    kinds = [line.kind for line in await statement.lines(world.kaya.id)]
    assert "waived" in kinds


@rule("K1", "K2")
async def test_it_comes_back_once_however_often_it_is_sent(world: World, lapsed: Session) -> None:
    tries = [waiver.waive(lapsed, "Krank", by=world.jonas.actor) for _ in range(3)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert results.count(None) == 1
    assert all(each is None or isinstance(each, state.Stale) for each in results)
    assert await credits(world) == (1, 0)


@rule("S9")
async def test_only_who_teaches_it_and_only_what_has_lapsed(world: World, lapsed: Session) -> None:
    for who in (world.nadia, world.mila, world.dora):
        with pytest.raises(Forbidden):
            await waiver.waive(lapsed, "Bitte", by=who.actor)
    with pytest.raises(Invalid):
        await waiver.waive(lapsed, "  ", by=world.jonas.actor)
    free = await world.make.session(State.CANCELLED)
    with pytest.raises(state.Stale):
        await waiver.waive(free, "Krank", by=world.jonas.actor)
    missed = await world.make.session(State.MISSED)
    with pytest.raises(state.Stale):
        await waiver.waive(missed, "Krank", by=world.jonas.actor)

"""Cancelling: what it costs, to the second, and who may."""

from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Forbidden
from domain.sessions import answer, cancellation, state, terms
from domain.sessions import session as sessions
from domain.sessions.cancellation import TermsChanged
from domain.sessions.session import Session, State
from domain.sessions.terms import Outcome
from tests.conftest import FrozenClock
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.world import World

DAY, SECOND = timedelta(hours=24), timedelta(seconds=1)


async def credits(world: World) -> tuple[int, int, int]:
    """Free, held, lapsed."""
    found = await balance.of(world.kaya.id)
    return found.free, found.held, found.lapsed


async def waiting(session: Session) -> int:
    found = await database.rows(
        "SELECT id FROM outbox WHERE dedupe LIKE {} OR dedupe LIKE {}",
        f"reminder:{session.id}:%",
        f"completion:{session.id}%",
    )
    return len(found)


@rule("S8", "K2")
async def test_cancelling_exactly_24_hours_before_is_free(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - DAY)
    holds = await cancellation.cancel(session, by=world.nadia.actor)
    assert (holds.is_free, holds.credits_lost) == (True, 0)
    assert await credits(world) == (1, 0, 0)
    assert (await sessions.by_id(session.id)).state == State.CANCELLED


@rule("S8", "K2")
async def test_cancelling_one_second_later_lapses_and_asks_before(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - DAY + SECOND)
    with pytest.raises(TermsChanged):
        await cancellation.cancel(session, by=world.nadia.actor)
    assert (await sessions.by_id(session.id)).state == State.CONFIRMED
    assert await credits(world) == (0, 1, 0)
    holds = await cancellation.cancel(session, by=world.nadia.actor, agreed=Outcome.LAPSES)
    assert (holds.is_free, holds.credits_lost) == (False, 1)
    assert await credits(world) == (0, 0, 1)


@rule("S8")
async def test_the_page_says_before_what_the_button_then_does(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    limit = session.starts_at - DAY
    for now, is_free, lost in ((limit, True, 0), (limit + SECOND, False, 1)):
        holds = terms.of(session, by=world.nadia.actor, now=frozen_clock.to(now))
        assert (holds.is_free, holds.credits_lost, holds.free_until) == (is_free, lost, limit)
        assert holds.starts_in == session.starts_at - now


@rule("S8")
async def test_the_notice_period_is_the_one_copied_at_the_confirmation(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(2)
    before = await world.make.session()
    await answer.confirm(before, by=world.nadia.actor)
    await plans(world, notice_hours=48)
    after = await world.make.session(starts_at=before.ends_at)
    await answer.confirm(after, by=world.nadia.actor)
    assert before.free_until == before.starts_at - DAY
    assert after.free_until == after.starts_at - 2 * DAY
    frozen_clock.to(before.starts_at - DAY)
    assert (await cancellation.cancel(before, by=world.nadia.actor)).is_free
    with pytest.raises(TermsChanged):
        await cancellation.cancel(after, by=world.nadia.actor)


@rule("S8")
async def test_without_a_notice_period_cancelling_is_free_until_the_start(
    world: World, frozen_clock: FrozenClock
) -> None:
    await plans(world, notice_hours=0)
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at + SECOND)
    with pytest.raises(TermsChanged):
        await cancellation.cancel(session, by=world.nadia.actor)
    frozen_clock.to(session.starts_at)
    assert (await cancellation.cancel(session, by=world.nadia.actor)).is_free


@rule("S10", "K2")
@pytest.mark.parametrize("before", [DAY * 2, timedelta(minutes=1), -timedelta(minutes=30)])
async def test_the_educator_cancels_at_any_time_without_cost(
    world: World, frozen_clock: FrozenClock, before: timedelta
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - before)
    holds = await cancellation.cancel(session, by=world.jonas.actor, why="Krank")
    assert holds.is_free and holds.by_educator
    assert await credits(world) == (1, 0, 0)


@rule("S1", "S10")
async def test_the_educator_takes_back_a_proposal(world: World) -> None:
    session = await world.make.session()
    await cancellation.cancel(session, by=world.jonas.actor)
    assert (await sessions.by_id(session.id)).state == State.CANCELLED
    assert await database.row("SELECT 1 FROM events WHERE kind = 'session.withdrawn'")


@rule("S1")
async def test_the_family_declines_a_proposal_and_does_not_cancel_it(world: World) -> None:
    session = await world.make.session()
    with pytest.raises(state.Stale):
        await cancellation.cancel(session, by=world.nadia.actor)


@rule("S8")
@pytest.mark.parametrize("who", ["mila", "tom", "dora", "emil"])
async def test_nobody_else_cancels(world: World, who: str) -> None:
    session = await world.make.session(State.CONFIRMED)
    with pytest.raises(Forbidden):
        await cancellation.cancel(session, by=getattr(world, who).actor)
    assert (await sessions.by_id(session.id)).state == State.CONFIRMED


@rule("S1")
@pytest.mark.parametrize("over", [State.DECLINED, State.COMPLETED, State.CANCELLED, State.MISSED])
async def test_what_is_over_is_not_cancelled(world: World, over: State) -> None:
    session = await world.make.session(over)
    for who in (world.nadia, world.jonas):
        with pytest.raises(state.Stale) as refused:
            await cancellation.cancel(session, by=who.actor, agreed=Outcome.LAPSES)
        assert refused.value.state == over


@rule("S11")
async def test_what_has_ended_is_not_cancelled_in_the_minutes_before_it_is_completed(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.ends_at)
    with pytest.raises(state.Stale):
        await cancellation.cancel(session, by=world.jonas.actor)
    frozen_clock.to(session.ends_at - SECOND)
    await cancellation.cancel(session, by=world.jonas.actor)


@rule("S14")
async def test_a_cancelled_session_reminds_nobody_and_is_not_completed(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    other = await world.make.session(State.CONFIRMED, starts_at=session.ends_at)
    assert await waiting(session) == await waiting(other) > 1
    await cancellation.cancel(session, by=world.nadia.actor)
    assert (await waiting(session), await waiting(other) > 1) == (0, True)


async def test_a_session_that_costs_no_credit_loses_none(
    world: World, frozen_clock: FrozenClock
) -> None:
    await database.rows("UPDATE services SET credits = 0 WHERE id = {}", world.maths.id)
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - timedelta(hours=1))
    holds = terms.of(session, by=world.nadia.actor, now=clock.now())
    assert (holds.is_free, holds.credits_lost) == (False, 0)
    await cancellation.cancel(session, by=world.nadia.actor, agreed=Outcome.LAPSES)
    assert await credits(world) == (0, 0, 0)

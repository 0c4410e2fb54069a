"""A proposal is answered once: by one guardian, or by who takes it back, or by time."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.credits.hold import NotEnoughCredits
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.sessions import answer, proposal, proposal_expiry, retraction, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests import series
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

ROUNDS = 6


async def deniz(world: World) -> Guardian:
    made = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    return Guardian(made.id, world.kaya.family)


async def asked(world: World, number: int = 0) -> list[Session]:
    """A proposal as two pages show it."""
    await world.make.credits(1)
    made = await world.make.session(starts_at=clock.now() + timedelta(days=3 + number))
    return [await sessions.by_id(made.id) for _ in range(2)]


async def at_once(*acts: Awaitable[object], reverse: bool) -> list[object]:
    """What came of them, in the order in which they are given."""
    order = acts[::-1] if reverse else acts
    came = await asyncio.gather(*order, return_exceptions=True)
    return came[::-1] if reverse else came


@rule("S1", "S3")
async def test_of_two_guardians_at_once_one_has_confirmed(world: World) -> None:
    father = await deniz(world)
    for number in range(ROUNDS):
        pages = await asked(world, number)
        came = await at_once(
            answer.confirm(pages[0], by=world.nadia.actor),
            answer.confirm(pages[1], by=father),
            reverse=bool(number % 2),
        )
        assert came.count(None) == 1
        (stale,) = [each for each in came if isinstance(each, state.Stale)]
        assert stale.state == State.CONFIRMED
        kept = await sessions.by_id(pages[0].id)
        assert kept.answered_by == (world.nadia.id if came[0] is None else father.profile_id)
        sql = 'SELECT "by" FROM events WHERE session = {} AND kind = {}'
        found = await database.rows(sql, kept.id, "session.confirmed")
        assert found == [(kept.answered_by,)]
    assert (await balance.of(world.kaya.id)).held == ROUNDS


@rule("S1", "S2")
async def test_of_confirming_and_taking_back_at_once_one_counts(world: World) -> None:
    for number in range(ROUNDS):
        pages = await asked(world, number)
        came = await at_once(
            answer.confirm(pages[0], by=world.nadia.actor),
            retraction.retract(pages[1], by=world.jonas.actor),
            reverse=bool(number % 2),
        )
        assert came.count(None) == 1
        (stale,) = [each for each in came if isinstance(each, state.Stale)]
        kept = await sessions.by_id(pages[0].id)
        assert kept.state == stale.state
        is_confirmed = came[0] is None
        assert kept.state == (State.CONFIRMED if is_confirmed else State.CANCELLED)
        assert kept.answered_by == (world.nadia.id if is_confirmed else world.jonas.id)
    found = await balance.of(world.kaya.id)
    assert found.free + found.held == ROUNDS


@rule("S1", "S2")
async def test_of_confirming_and_expiring_at_once_one_counts(
    world: World, frozen_clock: FrozenClock
) -> None:
    """The clock stands still, so time is over for whoever looks; the page was read before."""
    for number in range(ROUNDS):
        pages = await asked(world, number)
        frozen_clock.to(pages[0].expires_at - timedelta(microseconds=1))

        async def expire(page: Session) -> None:
            frozen_clock.to(page.expires_at)
            await proposal_expiry.expire(page.proposal)

        came = await at_once(
            answer.confirm(pages[0], by=world.nadia.actor),
            expire(pages[1]),
            reverse=bool(number % 2),
        )
        kept = await sessions.by_id(pages[0].id)
        assert came[1] is None
        if came[0] is None:
            assert (kept.state, kept.answered_by) == (State.CONFIRMED, world.nadia.id)
        else:
            assert isinstance(came[0], state.Stale)
            assert came[0].state == State.CANCELLED
            assert (kept.state, kept.answered_by) == (State.CANCELLED, None)
        assert kept.answered_at is not None


@rule("S1", "S2")
async def test_what_has_expired_is_answered_by_nobody_and_expires_once(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session()
    assert not await proposal.expire(session.proposal)
    frozen_clock.to(session.expires_at)
    assert not await proposal.answer(session.proposal, by=world.nadia.id)
    assert await proposal.expire(session.proposal)
    assert not await proposal.expire(session.proposal)


@rule("S1", "S2")
async def test_an_answer_is_for_all_the_sessions_it_is_given_for(world: World) -> None:
    picked = await sessions.of_proposal(await series.of_jonas(world, 3))
    await answer.decline(*picked, by=world.nadia.actor, why="Zu viel")
    assert {(await sessions.by_id(each.id)).state for each in picked} == {State.DECLINED}
    with pytest.raises(state.Stale):
        await retraction.retract(picked[0], by=world.jonas.actor)


@rule("S2")
async def test_taking_back_and_expiring_end_all_sessions_of_a_proposal(
    world: World, frozen_clock: FrozenClock
) -> None:
    first = await sessions.of_proposal(await series.of_jonas(world, 3))
    await retraction.retract(first[1], by=world.jonas.actor)
    second = await sessions.of_proposal(await series.of_jonas(world, 3))
    frozen_clock.to(second[0].expires_at)
    await proposal_expiry.expire(second[0].proposal)
    for each in first + second:
        assert (await sessions.by_id(each.id)).state == State.CANCELLED


@rule("K2", "S4")
async def test_a_refused_answer_leaves_the_proposal_open(world: World) -> None:
    session = await world.make.session()
    with pytest.raises(NotEnoughCredits):
        await answer.confirm(session, by=world.nadia.actor)
    kept = await sessions.by_id(session.id)
    assert (kept.answered_at, kept.answered_by) == (None, None)
    await world.make.credits(1)
    await answer.confirm(kept, by=world.nadia.actor)

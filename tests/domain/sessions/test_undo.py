""" "Rückgängig": whoever confirmed takes it back within 10 seconds, and nobody heard of it."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain import clock, database, lease
from domain.credits import balance
from domain.errors import Forbidden
from domain.profiles import membership, permission
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from domain.sessions import answer, cancellation, proposal_expiry, state, withdrawal
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.withdrawal import UndoOver
from tests import series
from tests.conftest import FrozenClock
from tests.domain.notifications.news import tell_late, told
from tests.rules import rule
from tests.world import World

SECOND, TEN_SECONDS = timedelta(seconds=1), timedelta(seconds=10)


async def confirmed(world: World) -> Session:
    """Just now, by Nadia, with the only credit there is."""
    await world.make.credits(1)
    session = await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    return await sessions.by_id(session.id)


async def deniz(world: World) -> Guardian:
    made = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    return Guardian(made.id, world.kaya.family)


async def planned(session: Session) -> set[str]:
    """What waits in the outbox that begins alike."""
    found = await database.rows("SELECT dedupe FROM outbox WHERE dedupe IS NOT NULL")
    return {text.partition(":")[0] for (text,) in found if str(session.id) in text}


async def stored(session: Session) -> tuple[str, int | None]:
    found = await sessions.by_id(session.id)
    return found.state, found.notice_hours


@rule("S1", "K2", "S14", "S11")
async def test_taking_back_leaves_everything_as_it_was_before(world: World) -> None:
    session = await confirmed(world)
    assert await planned(session) >= {"reminder", "completion", "telling"}
    await withdrawal.undo(session, by=world.nadia.actor)
    assert await stored(session) == (State.PENDING, None)
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held, found.needed) == (1, 0, 1)
    assert await planned(session) == set()
    again = await sessions.by_id(session.id)
    assert (again.answered_at, again.answered_by) == (None, None)
    assert again.is_waiting(clock.now())


@rule("S1")
async def test_ten_seconds_after_it_is_too_late(world: World, frozen_clock: FrozenClock) -> None:
    session = await confirmed(world)
    frozen_clock.forward(TEN_SECONDS)
    assert not withdrawal.may_undo(session, by=world.nadia.actor)
    with pytest.raises(UndoOver):
        await withdrawal.undo(session, by=world.nadia.actor)
    assert await stored(session) == (State.CONFIRMED, 24)
    frozen_clock.forward(-timedelta(milliseconds=1))
    assert withdrawal.may_undo(session, by=world.nadia.actor)
    await withdrawal.undo(session, by=world.nadia.actor)


@rule("S1")
async def test_only_who_confirmed_takes_it_back(world: World) -> None:
    session, father = await confirmed(world), await deniz(world)
    assert not withdrawal.may_undo(session, by=father)
    with pytest.raises(UndoOver):
        await withdrawal.undo(session, by=father)
    for who in (world.mila, world.tom, world.dora, world.jonas):
        assert not withdrawal.may_undo(session, by=who.actor)
        with pytest.raises(Forbidden):
            await withdrawal.undo(session, by=who.actor)
    assert await stored(session) == (State.CONFIRMED, 24)


@rule("S1", "S3")
async def test_a_child_that_confirmed_takes_it_back_itself(world: World) -> None:
    await permission.allow(world.mila.id, may_confirm=True, by=world.nadia.actor)
    await world.make.credits(1)
    session = await world.make.session()
    await answer.confirm(session, by=world.mila.actor)
    session = await sessions.by_id(session.id)
    with pytest.raises(UndoOver):
        await withdrawal.undo(session, by=world.nadia.actor)
    await withdrawal.undo(session, by=world.mila.actor)
    assert await stored(session) == (State.PENDING, None)


@rule("S1", "N2")
async def test_the_others_never_hear_of_what_was_taken_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await confirmed(world)
    frozen_clock.forward(9 * SECOND)
    await withdrawal.undo(session, by=world.nadia.actor)
    frozen_clock.forward(timedelta(hours=1))
    assert await tell_late() == 0
    assert await told("session.confirmed") == await told("session.unconfirmed") == set()
    kinds = await database.rows("SELECT kind FROM events WHERE session = {}", session.id)
    assert sorted(kind for (kind,) in kinds) == [
        "session.confirmed",
        "session.proposed",
        "session.unconfirmed",
    ]


@rule("S1")
async def test_what_was_taken_back_can_be_confirmed_again_and_binds(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await confirmed(world)
    before = await database.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder'")
    await withdrawal.undo(session, by=world.nadia.actor)
    frozen_clock.forward(SECOND)
    again = await sessions.by_id(session.id)
    await answer.confirm(again, by=world.nadia.actor)
    assert await stored(session) == (State.CONFIRMED, 24)
    assert await database.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder'") == before
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held) == (0, 1)
    frozen_clock.forward(TEN_SECONDS)
    assert await tell_late() == 1
    assert await told("session.confirmed") == {world.jonas.id, world.mila.id}


@rule("S1")
async def test_two_who_take_back_at_once_take_back_once(world: World) -> None:
    await confirmed(world)
    (session,) = await sessions.where("s.family = {}", world.kaya.family)
    outcomes = await asyncio.gather(
        *(withdrawal.undo(session, by=world.nadia.actor) for _ in range(4)), return_exceptions=True
    )
    assert outcomes.count(None) == 1
    # Not that the seconds were over, for it is done.
    late = [each for each in outcomes if isinstance(each, state.Stale)]
    assert [each.state for each in late] == [State.PENDING] * 3, outcomes
    found = await database.rows("SELECT id FROM events WHERE kind = 'session.unconfirmed'")
    assert len(found) == 1
    assert (await balance.of(world.kaya.id)).free == 1


@rule("S1")
async def test_of_taking_back_and_cancelling_at_once_one_counts(world: World) -> None:
    for number in range(6):
        session = await world.make.session(starts_at=clock.now() + timedelta(days=3 + number))
        await world.make.credits(1)
        await answer.confirm(session, by=world.nadia.actor)
        pages = [await sessions.by_id(session.id) for _ in range(2)]
        acts = [
            withdrawal.undo(pages[0], by=world.nadia.actor),
            cancellation.cancel(pages[1], by=world.jonas.actor),
        ]
        outcomes = await asyncio.gather(*acts[:: -1 if number % 2 else 1], return_exceptions=True)
        stale = [each for each in outcomes if isinstance(each, state.Stale)]
        assert len(stale) == 1, outcomes
        kept = await sessions.by_id(session.id)
        # Whatever came first: nothing waits whose session is over, nor the other way round.
        assert kept.state == stale[0].state
        assert (kept.answered_at is None) == (kept.state == State.PENDING)


@rule("S1")
async def test_a_page_from_before_a_cancellation_takes_nothing_back(world: World) -> None:
    page = await confirmed(world)
    await cancellation.cancel(await sessions.by_id(page.id), by=world.jonas.actor)
    with pytest.raises(state.Stale) as refused:
        await withdrawal.undo(page, by=world.nadia.actor)
    assert refused.value.state == State.CANCELLED
    assert (await sessions.by_id(page.id)).answered_by == world.nadia.id


@rule("S1", "S2")
async def test_expiry_still_comes_afterwards_though_the_first_plan_is_done(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(1)
    session = await world.make.session()
    frozen_clock.to(session.expires_at - 3 * SECOND)
    await answer.confirm(session, by=world.nadia.actor)
    frozen_clock.to(session.expires_at + SECOND)
    await expire_what_is_due()
    assert await stored(session) == (State.CONFIRMED, 24)
    await withdrawal.undo(await sessions.by_id(session.id), by=world.nadia.actor)
    kept = await sessions.by_id(session.id)
    assert (kept.state, kept.is_waiting(clock.now())) == (State.PENDING, False)
    await expire_what_is_due()
    assert (await sessions.by_id(session.id)).state == State.CANCELLED
    assert await database.row("SELECT 1 FROM events WHERE kind = 'session.expired'")


async def expire_what_is_due() -> None:
    """As a worker does."""
    for work in await lease.claim(1000, clock.now()):
        if work.kind == "proposal_expiry":
            await proposal_expiry.expire(UUID(work.payload["proposal"]))
            await lease.finish(work.id)


@rule("S1", "S7")
async def test_a_series_is_taken_back_as_it_was_confirmed(world: World) -> None:
    await world.make.credits(5)
    picked = await sessions.of_proposal(await series.of_jonas(world, 5))
    await answer.confirm(*picked, by=world.nadia.actor)
    await withdrawal.undo(await sessions.by_id(picked[2].id), by=world.nadia.actor)
    assert {await stored(each) for each in picked} == {(State.PENDING, None)}
    assert (await balance.of(world.kaya.id)).free == 5
    for each in picked:
        assert await planned(each) == set()


@rule("S1")
@pytest.mark.parametrize("over", [State.PENDING, State.DECLINED, State.CANCELLED])
async def test_what_is_not_confirmed_is_not_taken_back(world: World, over: State) -> None:
    session = await world.make.session(over)
    with pytest.raises(state.Stale) as refused:
        await withdrawal.undo(session, by=world.nadia.actor)
    assert refused.value.state == over

"""Held or missed, who says so until when, and what the family can say to that."""

from datetime import timedelta

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Forbidden
from domain.sessions import attendance, attendance_correction, state
from domain.sessions import session as sessions
from domain.sessions.attendance import TooEarly, TooLate
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

QUARTER, SECOND, WEEK = timedelta(minutes=15), timedelta(seconds=1), timedelta(days=7)


async def credits(world: World) -> tuple[int, int, int, int]:
    """Free, held, spent, lapsed."""
    found = await balance.of(world.kaya.id)
    return found.free, found.held, found.spent, found.lapsed


async def state_of(session: Session) -> str:
    return (await sessions.by_id(session.id)).state


@rule("S11", "K2")
async def test_a_session_completes_by_itself_15_minutes_after_its_end(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.ends_at + QUARTER - SECOND)
    await attendance.complete(session.id)
    assert await state_of(session) == State.CONFIRMED
    frozen_clock.forward(SECOND)
    await attendance.complete(session.id)
    await attendance.complete(session.id)
    assert await state_of(session) == State.COMPLETED
    assert await credits(world) == (0, 0, 1, 0)


@rule("S11")
async def test_completing_waits_in_the_outbox_for_its_time(world: World) -> None:
    session = await world.make.session(State.CONFIRMED)
    found = await database.rows("SELECT due_at FROM outbox WHERE kind = 'completion'")
    assert found == [(session.ends_at + QUARTER,)]


@rule("S11")
@pytest.mark.parametrize("over", [State.PENDING, State.CANCELLED, State.MISSED, State.DECLINED])
async def test_what_is_not_confirmed_is_not_completed(
    world: World, frozen_clock: FrozenClock, over: State
) -> None:
    session = await world.make.session(over)
    frozen_clock.to(max(clock.now(), session.ends_at + QUARTER))
    await attendance.complete(session.id)
    assert await state_of(session) == over


@rule("S11", "K2")
async def test_missed_can_be_pressed_from_15_minutes_after_the_start(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    now = frozen_clock.to(session.starts_at + QUARTER - SECOND)
    refused = attendance.missing_refusal(session, by=world.jonas.actor, now=now)
    assert isinstance(refused, TooEarly)
    with pytest.raises(TooEarly) as raised:
        await attendance.mark_missed(session, by=world.jonas.actor)
    assert refused.possible_at == raised.value.possible_at == session.starts_at + QUARTER
    now = frozen_clock.forward(SECOND)
    assert attendance.missing_refusal(session, by=world.jonas.actor, now=now) is None
    await attendance.mark_missed(session, by=world.jonas.actor, why="Niemand da")
    assert await state_of(session) == State.MISSED
    assert await credits(world) == (0, 0, 0, 1)


@rule("S1", "S11")
@pytest.mark.parametrize("origin", [State.COMPLETED, State.MISSED])
async def test_the_educator_corrects_up_to_7_days_after_the_end(
    world: World, frozen_clock: FrozenClock, origin: State
) -> None:
    session = await world.make.session(origin)
    act = attendance.mark_missed if origin == State.COMPLETED else attendance_correction.make
    is_held = origin == State.COMPLETED
    refusal = attendance.missing_refusal if is_held else attendance_correction.refusal
    now = frozen_clock.to(session.ends_at + WEEK + SECOND)
    assert isinstance(refusal(session, by=world.jonas.actor, now=now), TooLate)
    with pytest.raises(TooLate):
        await act(session, by=world.jonas.actor)
    assert await state_of(session) == origin
    now = frozen_clock.to(session.ends_at + WEEK)
    assert refusal(session, by=world.jonas.actor, now=now) is None
    await act(session, by=world.jonas.actor)
    assert await state_of(session) != origin


@rule("S11", "K2")
async def test_it_is_not_said_to_be_held_before_its_end(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at + QUARTER)
    await attendance.mark_missed(session, by=world.jonas.actor)
    now = frozen_clock.to(session.ends_at - SECOND)
    refused = attendance_correction.refusal(session, by=world.jonas.actor, now=now)
    assert isinstance(refused, TooEarly)
    assert refused.possible_at == session.ends_at
    with pytest.raises(TooEarly):
        await attendance_correction.make(session, by=world.jonas.actor)
    assert await state_of(session) == State.MISSED
    assert await credits(world) == (0, 0, 0, 1)
    frozen_clock.to(session.ends_at)
    await attendance_correction.make(session, by=world.jonas.actor)
    assert await credits(world) == (0, 0, 1, 0)


@rule("S11", "K2")
async def test_correcting_to_and_fro_moves_the_credit_with_it(world: World) -> None:
    session = await world.make.session(State.COMPLETED)
    for _ in range(2):
        await attendance.mark_missed(session, by=world.jonas.actor)
        assert await credits(world) == (0, 0, 0, 1)
        await attendance_correction.make(session, by=world.jonas.actor)
        assert await credits(world) == (0, 0, 1, 0)


@rule("S11")
@pytest.mark.parametrize("who", ["nadia", "mila", "dora"])
async def test_only_the_educator_says_who_was_there(world: World, who: str) -> None:
    somebody = getattr(world, who).actor
    held, missed = await world.make.session(State.COMPLETED), None
    with pytest.raises(Forbidden):
        await attendance.mark_missed(held, by=somebody)
    missed = await world.make.session(State.MISSED, starts_at=held.starts_at - WEEK)
    with pytest.raises(Forbidden):
        await attendance_correction.make(missed, by=somebody)


@rule("S1")
@pytest.mark.parametrize("origin", [State.PENDING, State.DECLINED, State.CANCELLED])
async def test_what_was_not_agreed_cannot_be_missed(world: World, origin: State) -> None:
    session = await world.make.session(origin)
    with pytest.raises(state.Stale):
        await attendance.mark_missed(session, by=world.jonas.actor)
    with pytest.raises(state.Stale):
        await attendance_correction.make(session, by=world.jonas.actor)

"""What a calendar shows: whose sessions, in which states, and what moves with a session."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain import clock
from domain.calendar import appointment, contents
from domain.calendar.appointment import Appointment
from domain.errors import NotFound
from domain.profiles.actor import Actor
from domain.sessions import answer, cancellation, proposal_expiry
from domain.sessions.session import State
from tests import moves, school
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def shown(by: Actor) -> list[UUID]:
    return [each.id for each in await contents.shown(by)]


async def only(by: Actor) -> Appointment:
    (found,) = await contents.shown(by)
    return found


@rule("S16", "A8", "B5")
async def test_everybody_sees_their_own_and_nothing_else(world: World) -> None:
    start = clock.now() + DAY
    mila = await world.make.session(starts_at=start)
    tom = await world.make.session(learner=world.tom.id, starts_at=start + 2 * HOUR)
    emil = await world.make.session(
        learner=world.emil.id, starts_at=start + 4 * HOUR, connection=world.rossi
    )
    house = await school.build(world)
    lea = await house.session(world.mila.id)
    assert await shown(world.nadia.actor) == [mila.id, tom.id, lea.id]
    assert await shown(world.mila.actor) == [mila.id, lea.id]
    assert await shown(world.dora.actor) == [emil.id]
    assert await shown(world.jonas.actor) == [mila.id, tom.id, emil.id]
    assert await shown(house.lea.actor) == [lea.id]
    # A manager's own teaching, of which there is none: the house is in nobody's calendar.
    assert await shown(house.ines.actor) == []


@rule("S16")
async def test_what_was_declined_or_never_agreed_to_leaves_the_calendar(world: World) -> None:
    await world.make.session(State.DECLINED)
    taken_back = await world.make.session(starts_at=clock.now() + 2 * DAY)
    assert await shown(world.nadia.actor) == [taken_back.id]
    await cancellation.cancel(taken_back, by=world.jonas.actor)
    assert await shown(world.nadia.actor) == []


@rule("S16")
async def test_what_was_cancelled_is_shown_for_thirty_days(
    world: World, frozen_clock: FrozenClock
) -> None:
    off = await world.make.session(State.CANCELLED, starts_at=clock.now() + 60 * DAY)
    frozen_clock.forward(30 * DAY)
    assert (await only(world.nadia.actor)).state == State.CANCELLED
    frozen_clock.forward(DAY)
    assert await shown(world.nadia.actor) == []
    assert (await appointment.reachable(off.id, by=world.nadia.actor)).id == off.id


@rule("S16")
async def test_the_past_leaves_month_by_month(world: World, frozen_clock: FrozenClock) -> None:
    """So that the bytes stay the same from day to day."""
    await world.make.session(State.COMPLETED)
    gone = []
    for _ in range(130):
        frozen_clock.forward(DAY)
        gone += [clock.now().date()] if not await shown(world.nadia.actor) else []
    assert gone[0].day == 1
    assert 80 <= (gone[0] - (clock.now() - 130 * DAY).date()).days <= 125


@rule("S16")
async def test_each_change_makes_the_sequence_rise(world: World) -> None:
    await world.make.credits()
    one = await world.make.session()
    seen = [(await only(world.nadia.actor)).sequence]
    await answer.confirm(one, by=world.nadia.actor)
    seen.append((await only(world.nadia.actor)).sequence)
    await cancellation.cancel(one, by=world.nadia.actor)
    seen.append((await only(world.nadia.actor)).sequence)
    assert seen == [0, 1, 2]
    assert one.sequence == 2


@rule("S16", "S10")
async def test_a_session_keeps_its_thread_through_all_moves(world: World) -> None:
    first = await world.make.session(State.CONFIRMED)
    seen = [await only(world.nadia.actor)]
    second = await moves.moved(world, first)
    await answer.confirm(second, by=world.nadia.actor)
    seen.append(await only(world.nadia.actor))
    third = await moves.moved(world, await moves.now(second), gives_up=True)
    seen.append(await only(world.nadia.actor))
    await answer.confirm(third, by=world.nadia.actor)
    seen.append(await only(world.nadia.actor))
    assert [each.id for each in seen] == [first.id, second.id, third.id, third.id]
    assert {each.thread for each in seen} == {first.id}
    rising = [each.sequence for each in seen]
    assert rising == sorted(set(rising))
    assert await appointment.reachable(third.id, by=world.jonas.actor) == seen[-1]


@rule("S16", "S10")
async def test_while_a_move_waits_the_old_time_stands_beside_it(world: World) -> None:
    first = await world.make.session(State.CONFIRMED)
    second = await moves.moved(world, first)
    found = {each.id: each.thread for each in await contents.shown(world.nadia.actor)}
    assert found == {first.id: first.id, second.id: second.id}
    await answer.decline(second, by=world.nadia.actor)
    left = await only(world.nadia.actor)
    assert (left.id, left.thread, left.state) == (first.id, first.id, State.CONFIRMED)


@rule("S16", "S10")
@pytest.mark.parametrize("ending", ["declined", "withdrawn", "expired"])
async def test_what_was_given_up_and_comes_to_nothing_is_called_off(
    world: World, frozen_clock: FrozenClock, ending: str
) -> None:
    first = await world.make.session(State.CONFIRMED)
    second = await moves.moved(world, first, gives_up=True)
    waits = await only(world.nadia.actor)
    assert (waits.id, waits.thread, waits.state) == (second.id, first.id, State.PENDING)
    if ending == "declined":
        await answer.decline(second, by=world.nadia.actor)
    elif ending == "withdrawn":
        await cancellation.cancel(second, by=world.jonas.actor)
    else:
        frozen_clock.to(second.expires_at)
        await proposal_expiry.expire(second.proposal)
    left = await only(world.nadia.actor)
    assert left.thread == first.id
    assert left.state in (State.CANCELLED, State.DECLINED)
    assert left.sequence > waits.sequence


@rule("S16")
async def test_one_session_is_there_for_whom_it_concerns(world: World) -> None:
    lesson = await world.make.session()
    for by in (world.nadia.actor, world.mila.actor, world.jonas.actor):
        assert (await appointment.reachable(lesson.id, by=by)).id == lesson.id
    for stranger in (world.dora.actor, world.tom.actor, world.emil.actor):
        with pytest.raises(NotFound):
            await appointment.reachable(lesson.id, by=stranger)

"""Reminding: whom it concerns is told once, as long as it is of use, or not at all."""

from datetime import timedelta
from uuid import UUID

from domain import database
from domain.sessions import cancellation, reminding
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

HOUR = timedelta(hours=1)


async def told(session: Session) -> list[UUID]:
    found = await database.rows(
        "SELECT profile FROM notifications WHERE session = {} AND kind = 'session.reminded'",
        session.id,
    )
    return [profile for (profile,) in found]


@rule("S14")
async def test_a_reminder_is_told_to_the_one_who_wants_it(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - 26 * HOUR)
    await reminding.remind(session.id, world.nadia.id, 26 * 60)
    assert await told(session) == [world.nadia.id]


@rule("S14")
async def test_a_worker_that_repeats_itself_does_not_tell_twice(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - HOUR)
    for _ in range(2):
        await reminding.remind(session.id, world.nadia.id, 60)
    await reminding.remind(session.id, world.jonas.id, 60)
    assert sorted(await told(session)) == sorted([world.nadia.id, world.jonas.id])


@rule("S14")
async def test_a_cancelled_session_is_not_told_of_even_by_a_worker_that_holds_its_reminder(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - 26 * HOUR)
    await cancellation.cancel(session, by=world.nadia.actor)
    await reminding.remind(session.id, world.nadia.id, 26 * 60)
    await reminding.remind(UUID(int=1), world.nadia.id, 60)
    assert await told(session) == []


@rule("S14", "N2")
async def test_a_late_reminder_is_told_as_long_as_it_is_of_use(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(State.CONFIRMED)
    frozen_clock.to(session.starts_at - 24 * HOUR)
    await reminding.remind(session.id, world.nadia.id, 26 * 60)
    assert await told(session) == []
    frozen_clock.to(session.starts_at - HOUR / 60)
    await reminding.remind(session.id, world.nadia.id, 60)
    assert await told(session) == [world.nadia.id]
    frozen_clock.to(session.starts_at)
    await reminding.remind(session.id, world.jonas.id, 60)
    assert await told(session) == [world.nadia.id]

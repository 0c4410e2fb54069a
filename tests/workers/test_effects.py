"""What the workers do to sessions and credits when their time comes."""

from datetime import timedelta

import pytest

from domain import clock, outbox
from domain.credits import balance
from domain.sessions import answer, cancellation, reminder, retraction, undo_window, withdrawal
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.workers.rows import happened, rows, told, work
from tests.world import World

DAY_BEFORE, HOUR_BEFORE = timedelta(hours=26), timedelta(hours=1)


async def state_of(session: Session) -> str:
    return (await sessions.by_id(session.id)).state


@pytest.fixture
async def lesson(world: World) -> Session:
    """Confirmed; Nadia wants to be reminded of it a day and an hour before, nobody else does."""
    for person in (world.mila, world.jonas):
        await reminder.choose(person.id, [], by=person.actor)
    await reminder.choose(world.nadia.id, [26 * 60, 60], by=world.nadia.actor)
    return await world.make.session(State.CONFIRMED)


@rule("S2")
async def test_what_nobody_answered_expires(world: World, frozen_clock: FrozenClock) -> None:
    lesson = await world.make.session()
    frozen_clock.to(lesson.expires_at)
    await work()
    assert await state_of(lesson) == State.CANCELLED
    assert await told("session.expired") == 2


@rule("S2")
async def test_what_was_answered_does_not_expire(
    world: World, lesson: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(lesson.expires_at)
    await work()
    assert await state_of(lesson) == State.CONFIRMED


@rule("S11")
async def test_what_ended_is_completed_and_its_credit_spent(
    world: World, lesson: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(lesson.ends_at + timedelta(minutes=15))
    await work()
    assert await state_of(lesson) == State.COMPLETED
    assert (await balance.of(world.kaya.id)).held == 0


@rule("S11")
async def test_what_was_cancelled_is_not_completed(
    world: World, lesson: Session, frozen_clock: FrozenClock
) -> None:
    await cancellation.cancel(lesson, by=world.jonas.actor)
    frozen_clock.to(lesson.ends_at + timedelta(hours=1))
    await work()
    assert await state_of(lesson) == State.CANCELLED


@rule("S14")
async def test_a_reminder_comes_at_its_time_and_once(
    lesson: Session, frozen_clock: FrozenClock
) -> None:
    for before, count in ((DAY_BEFORE, 1), (HOUR_BEFORE, 2)):
        frozen_clock.to(lesson.starts_at - before - timedelta(seconds=1))
        await work()
        assert await happened("session.reminded") == count - 1
        frozen_clock.forward(timedelta(seconds=1))
        for _ in range(3):
            await work()
        assert await happened("session.reminded") == count


@rule("S14")
async def test_nobody_is_reminded_of_what_was_cancelled(
    world: World, lesson: Session, frozen_clock: FrozenClock
) -> None:
    await cancellation.cancel(lesson, by=world.jonas.actor)
    assert await rows("reminder") == []
    frozen_clock.to(lesson.starts_at - HOUR_BEFORE)
    await work()
    assert await happened("session.reminded") == 0


@rule("S14")
async def test_a_reminder_still_comes_after_the_machine_was_down(
    lesson: Session, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(lesson.starts_at - timedelta(hours=25))
    await work()
    assert await happened("session.reminded") == 1


@rule("S14")
async def test_a_reminder_that_is_too_late_to_be_useful_does_not_come(
    lesson: Session, frozen_clock: FrozenClock
) -> None:
    """At the start all are too late, and the early one once its time to cancel free is over."""
    frozen_clock.to(lesson.starts_at - timedelta(hours=2))
    await work()
    assert await happened("session.reminded") == 0
    frozen_clock.to(lesson.starts_at)
    await work()
    assert await happened("session.reminded") == 0
    assert not any(found.is_pending for found in await rows("reminder"))


@rule("K2")
async def test_a_package_ends_with_its_last_day(world: World, frozen_clock: FrozenClock) -> None:
    await world.make.credits(5, expires_on=clock.now().date())
    await work()
    assert (await balance.of(world.kaya.id)).free == 5
    frozen_clock.forward(timedelta(days=1))
    await work()
    assert (await balance.of(world.kaya.id)).free == 0
    assert await told("credits.expired") == 1


async def test_work_about_what_is_no_more_is_done(world: World, frozen_clock: FrozenClock) -> None:
    lesson = await world.make.session()
    await retraction.retract(lesson, by=world.jonas.actor)
    await SessionRow.delete().where(SessionRow.id == lesson.id)
    await outbox.put("completion", {"session": str(lesson.id)})
    frozen_clock.to(lesson.expires_at)
    await work()
    assert not any(found.is_pending for found in await rows("completion"))
    assert not any(found.is_pending for found in await rows("proposal_expiry"))


@rule("S1", "N1")
async def test_a_confirmation_is_told_some_seconds_later_unless_it_was_taken_back(
    world: World, frozen_clock: FrozenClock
) -> None:
    kept = await world.make.session()
    taken_back = await world.make.session(starts_at=kept.ends_at)
    await world.make.credits(2)
    for one in (kept, taken_back):
        await answer.confirm(one, by=world.nadia.actor)
    await withdrawal.undo(await sessions.by_id(taken_back.id), by=world.nadia.actor)
    await work()
    assert await told("session.confirmed") == 0
    frozen_clock.forward(undo_window.LENGTH)
    await work()
    assert await told("session.confirmed") == 2

"""What is held for quiet hours comes when they end, whatever happens to the workers meanwhile."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from domain import clock, lease
from domain.notifications import mail_folder, quiet_hours, quiet_span
from domain.sessions import retraction
from tests.conftest import FrozenClock
from tests.push_service import Reply, Subscriber
from tests.rules import rule
from tests.workers.rows import row, work
from tests.world import Person, World

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]
EVENING = datetime(2026, 11, 24, 20, 59, tzinfo=UTC)
ENDS = datetime(2026, 11, 25, 6, tzinfo=UTC)
NIGHT = quiet_span.between(time(22), time(7))


@pytest.fixture
async def phone(world: World, subscribe: Subscribe, frozen_clock: FrozenClock) -> Subscriber:
    """Nadia's, a minute before her quiet hours."""
    frozen_clock.to(EVENING)
    made = await subscribe(world.nadia)
    await quiet_hours.replace(world.nadia.id, NIGHT)
    return made


@rule("N1", "N2")
async def test_a_push_of_the_night_comes_when_it_is_over_and_once(
    world: World, phone: Subscriber, frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(timedelta(minutes=2))
    await world.make.credits(5)
    for moment in (clock.now(), ENDS - timedelta(seconds=1)):
        frozen_clock.to(moment)
        await work()
        assert phone.received == []
    assert (await row("push")).attempts == 0
    frozen_clock.to(ENDS)
    await work()
    await work()
    assert len(phone.received) == 1


@rule("N1", "N2")
async def test_a_push_that_is_tried_again_within_them_is_held_and_counts_no_attempt(
    world: World, phone: Subscriber, frozen_clock: FrozenClock
) -> None:
    phone.reply = Reply(503)
    await world.make.credits(5)
    await work()
    frozen_clock.forward(timedelta(minutes=2))
    await work()
    found = await row("push")
    assert (found.due_at, found.attempts) == (ENDS, 1)
    phone.reply = Reply()
    frozen_clock.to(ENDS)
    await work()
    assert (await row("push")).done_at == ENDS


@rule("N1", "N2")
async def test_a_worker_that_dies_with_what_was_held_loses_nothing(
    world: World, phone: Subscriber, frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(timedelta(minutes=2))
    await world.make.credits(5)
    frozen_clock.to(ENDS)
    assert [claimed.kind for claimed in await lease.claim(9, clock.now(), only=["push"])]
    frozen_clock.forward(lease.LEASE)
    await work()
    assert len(phone.received) == 1


@rule("N1", "N2")
async def test_what_was_over_before_they_ended_is_not_shown(
    world: World, phone: Subscriber, frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(timedelta(minutes=2))
    lesson = await world.make.session()
    await retraction.retract(lesson, by=world.jonas.actor)
    frozen_clock.to(ENDS)
    await work()
    assert len(phone.received) == 1
    assert "Zurückgenommen" in phone.received[0].text


@rule("N1")
async def test_what_becomes_useless_while_it_would_be_held_is_mailed(
    world: World, phone: Subscriber, frozen_clock: FrozenClock
) -> None:
    phone.reply = Reply(503)
    lesson = await world.make.session(starts_at=ENDS - timedelta(hours=2))
    assert lesson.starts_at < ENDS
    await work()
    frozen_clock.forward(timedelta(minutes=2))
    await work()
    await work()
    assert (await row("push")).done_at
    assert len(mail_folder.files()) == 1

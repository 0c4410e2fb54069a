"""The relay: what is due is done, what fails comes back later, what is hopeless is kept aside."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock, database, lease, outbox
from domain.lease import LEASE, Work
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.workers.rows import row, rows, work
from workers import attempt, handlers, relay
from workers.failure import Hopeless, Later

GROWING = [30, 120, 600, 3600, 3600, 3600, 3600]


class Tried:
    """A kind of work that ends as it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None
        self.has_begun = asyncio.Event()
        self.at_once = self.most_at_once = 0

    async def do(self, _: Work) -> None:
        self.count += 1
        self.has_begun.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.001)
        self.at_once -= 1
        if self.error is not None:
            raise self.error


@pytest.fixture
def tried(database: str, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Tried:
    made = Tried()
    monkeypatch.setitem(handlers.OUTSIDE, "try", made.do)
    monkeypatch.setitem(handlers.INSIDE, "try_inside", made.do)
    return made


@rule("N2")
@pytest.mark.parametrize("kind", ["try", "try_inside"])
async def test_what_is_due_is_done_once(tried: Tried, kind: str) -> None:
    await outbox.put(kind, {})
    await outbox.put(kind, {}, due_at=NOON + timedelta(hours=1))
    for _ in range(3):
        await work()
    assert tried.count == 1
    assert [found.is_pending for found in await rows(kind)] == [False, True]


@rule("N2")
@pytest.mark.parametrize("kind", ["try", "try_inside"])
async def test_what_fails_is_tried_eight_times_with_growing_delays(
    tried: Tried, kind: str, frozen_clock: FrozenClock
) -> None:
    tried.error = ValueError("no way")
    await outbox.put(kind, {})
    for seconds in GROWING:
        await work()
        delay = (await row(kind)).due_at - clock.now()
        assert timedelta(seconds=seconds) <= delay <= timedelta(seconds=seconds * 1.25)
        frozen_clock.forward(delay)
    await work()
    found = await row(kind)
    assert (tried.count, found.dead_at, found.last_error) == (8, clock.now(), "no way")


@rule("N2")
async def test_what_it_was_asked_to_wait_for_counts_as_no_failure(
    tried: Tried, frozen_clock: FrozenClock
) -> None:
    tried.error = Later("too many", 900)
    await outbox.put("try", {})
    for _ in range(12):
        await work()
        found = await row("try")
        assert found.attempts == 0
        assert found.due_at >= clock.now() + timedelta(minutes=15)
        frozen_clock.to(found.due_at)
    tried.error = None
    await work()
    assert (await row("try")).done_at


async def test_what_is_hopeless_is_kept_aside_at_once(tried: Tried) -> None:
    tried.error = Hopeless("550 recipient")
    await outbox.put("try", {})
    await work()
    assert (await row("try")).last_error == "550 recipient"
    assert (await row("try")).dead_at


async def test_what_nobody_knows_is_kept_aside(tried: Tried) -> None:
    await outbox.put("nonsense", {})
    await work()
    assert (await row("nonsense")).dead_at


@rule("N2")
async def test_nothing_is_done_past_its_usefulness(tried: Tried, frozen_clock: FrozenClock) -> None:
    await outbox.put("try", {}, useful_until=NOON + timedelta(minutes=5))
    frozen_clock.forward(timedelta(minutes=5))
    await work()
    assert tried.count == 0
    assert (await row("try")).done_at


@rule("N2")
async def test_what_a_dead_worker_held_comes_back_with_its_lease(
    tried: Tried, frozen_clock: FrozenClock
) -> None:
    await outbox.put("try", {})
    assert len(await lease.claim(40, clock.now())) == 1
    await work()
    assert tried.count == 0
    frozen_clock.forward(LEASE)
    await work()
    assert tried.count == 1


async def test_what_kills_every_worker_is_given_up(tried: Tried, frozen_clock: FrozenClock) -> None:
    await outbox.put("try", {})
    for _ in range(attempt.ATTEMPTS):
        await lease.claim(40, clock.now())
        frozen_clock.forward(LEASE)
    await work()
    assert tried.count == 0
    assert (await row("try")).dead_at


async def test_many_are_in_hand_at_once_but_no_more_than_its_width(tried: Tried) -> None:
    async with database.transaction():
        for _ in range(relay.WIDTH * 3):
            await outbox.put("try", {})
    await work()
    assert tried.count == relay.WIDTH * 3
    assert tried.most_at_once == relay.WIDTH


async def test_who_comes_while_it_works_makes_it_look_again(tried: Tried) -> None:
    await outbox.put("try", {})
    first = asyncio.create_task(work())
    await tried.has_begun.wait()
    await outbox.put("try", {})
    await work()
    await first
    assert tried.count == 2


async def test_an_effect_that_fails_leaves_nothing_behind(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def half(_: Work) -> None:
        await outbox.put("nonsense", {})
        raise ValueError("half way")

    monkeypatch.setitem(handlers.INSIDE, "half", half)
    await outbox.put("half", {})
    await work()
    assert await rows("nonsense") == []
    assert (await row("half")).is_pending


async def test_what_recurs_is_planned_once_an_hour(
    database: str, frozen_clock: FrozenClock
) -> None:
    for _ in range(3):
        await work()
    assert len(await rows("purge")) == len(await rows("package_expiry")) == 1
    frozen_clock.forward(timedelta(hours=1))
    await work()
    assert [bool(found.done_at) for found in await rows("purge")] == [True, True]


async def test_how_long_the_oldest_waits_is_known(database: str, frozen_clock: FrozenClock) -> None:
    assert await outbox.overdue() == (0, None)
    await outbox.put("try", {})
    frozen_clock.forward(timedelta(minutes=1))
    assert await outbox.overdue() == (1, NOON)

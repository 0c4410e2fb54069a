"""Both brokers wake the same relay: within the process, and over Redis."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain import clock, database, lease, outbox, settings
from domain.lease import Work
from tests import servers
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS, until
from tests.workers.rows import rows
from workers import attempt, broker, handlers, relay
from workers.failure import Later

Start = Callable[[settings.Settings], None]
SOON_SECONDS = 20.0
"""Twice a look by themselves, on a busy machine."""
BROKERS = ["embedded", *(["redis"] if not any("Redis" in one for one in servers.missing()) else [])]


@pytest.fixture(params=BROKERS)
def chosen(
    request: pytest.FixtureRequest, database_url: str, default_settings: settings.Settings
) -> settings.Settings:
    """The settings of workers on each broker and each database."""
    redis = request.getfixturevalue("redis_url") if request.param == "redis" else None
    return replace(default_settings, database_url=database_url, redis_url=redis)


class Slow:
    """A kind of work that takes its time."""

    def __init__(self) -> None:
        self.begun, self.done, self.threads = 0, 0, set[str]()
        self.seconds = 0.0

    async def do(self, _: Work) -> None:
        self.begun += 1
        self.threads.add(threading.current_thread().name)
        await asyncio.sleep(self.seconds)
        self.done += 1


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setitem(handlers.OUTSIDE, "slow", made.do)
    return made


async def test_a_commit_wakes_the_workers(
    chosen: settings.Settings, working: Start, slow: Slow
) -> None:
    working(chosen)
    async with database.transaction():
        await outbox.put("slow", {})
        await asyncio.sleep(0.1)
        assert slow.begun == 0
    await until(lambda: slow.done == 1)
    assert threading.current_thread().name not in slow.threads


async def test_the_clock_finds_what_nobody_woke_for(
    chosen: settings.Settings, working: Start, slow: Slow
) -> None:
    working(chosen)
    await outbox.put("slow", {}, due_at=clock.now() + timedelta(seconds=1))
    began = time.monotonic()
    await until(lambda: slow.done == 1)
    assert time.monotonic() - began > 0.5


@rule("N2")
async def test_stopping_finishes_what_was_begun_and_takes_nothing_more(
    chosen: settings.Settings, working: Start, slow: Slow
) -> None:
    slow.seconds = 1.0
    async with database.transaction():
        for _ in range(relay.WIDTH * 3):
            await outbox.put("slow", {})
    working(chosen)
    await until(lambda: slow.begun >= relay.WIDTH // 2)
    began = time.monotonic()
    await asyncio.to_thread(broker.stop)
    assert time.monotonic() - began < LONGEST_SECONDS / 2
    assert slow.begun == slow.done <= relay.WIDTH
    left = [found for found in await rows("slow") if found.is_pending]
    assert len(left) == relay.WIDTH * 3 - slow.done
    assert all(found.attempts == 0 for found in left)


async def test_workers_can_be_started_again(
    chosen: settings.Settings, working: Start, slow: Slow
) -> None:
    for count in (1, 2):
        working(chosen)
        await outbox.put("slow", {})
        await until(lambda now=count: slow.done == now)  # type: ignore[misc]
        await asyncio.to_thread(broker.stop)


async def test_whoever_commits_does_not_wait_for_a_broker_that_is_away(
    database_url: str, default_settings: settings.Settings
) -> None:
    away = replace(default_settings, redis_url="redis://127.0.0.1:1/0")
    broker.setup(away)
    began = time.monotonic()
    for _ in range(20):
        await outbox.put("slow", {})
    assert time.monotonic() - began < 5
    await asyncio.to_thread(broker.stop)


@pytest.mark.parametrize("how", ["away", "hanging"])
async def test_work_is_done_while_redis_is_not_there(
    how: str, database_url: str, default_settings: settings.Settings, working: Start, slow: Slow
) -> None:
    with servers.redis() as server:
        url = f"redis://127.0.0.1:{server.port}/0"
        working(replace(default_settings, database_url=database_url, redis_url=url))
        await outbox.put("slow", {})
        await until(lambda: slow.done == 1)
        await asyncio.to_thread(server.stop if how == "away" else server.hang)
        began = time.monotonic()
        for count in (2, 3):
            await outbox.put("slow", {})
            await until(lambda now=count: slow.done == now)  # type: ignore[misc]
        assert time.monotonic() - began < SOON_SECONDS
        await asyncio.to_thread(server.start if how == "away" else server.go_on)
        await outbox.put("slow", {})
        await until(lambda: slow.done == 4)
        await asyncio.to_thread(broker.stop)


async def test_work_that_hangs_is_ended_before_its_lease(
    database: str, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.seconds = 60
    assert lease.LEASE.total_seconds() > attempt.PATIENCE_SECONDS
    monkeypatch.setattr(attempt, "PATIENCE_SECONDS", 0.05)
    await outbox.put("slow", {})
    await relay.relay()
    (found,) = await rows("slow")
    assert found.is_pending
    assert found.last_error == "TimeoutError"


def test_later_may_name_no_time() -> None:
    assert (Later("x").is_asked, Later("x", 0).is_asked) == (False, True)

"""Counting attempts, in the process and in Redis."""

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest
import redis

from domain import settings
from domain.accounts import counters, memory_counters, redis_counters
from domain.accounts.counters import Counters
from domain.accounts.memory_counters import MemoryCounters
from domain.accounts.redis_counters import RedisCounters
from tests import servers
from tests.conftest import FrozenClock
from tests.servers import Server, free_port
from tests.waiting import until

PEPPER = b"p" * 32
LONG = timedelta(minutes=15)


@pytest.fixture
async def memory() -> Counters:
    return MemoryCounters()


@pytest.fixture
async def shared(redis_url: str) -> AsyncIterator[Counters]:
    made = RedisCounters(redis_url, PEPPER)
    yield made
    await made.close()


async def check_hits(them: Counters) -> None:
    assert [await them.hit("pin:a", LONG) for _ in range(3)] == [1, 2, 3]
    assert await them.hit("pin:b", LONG) == 1
    await them.clear("pin:a")
    assert await them.hit("pin:a", LONG) == 1


async def check_blocks(them: Counters) -> None:
    assert await them.blocked_for("pin:a") == 0
    await them.block("pin:a", 60)
    assert 59 <= await them.blocked_for("pin:a") <= 60
    await them.block("pin:a", 5)
    assert await them.blocked_for("pin:a") > 50
    await them.block("pin:a", 600)
    assert await them.blocked_for("pin:a") > 500
    await them.clear("pin:a")
    assert await them.blocked_for("pin:a") == 0


async def check_many_at_once(them: Counters) -> None:
    counts = await asyncio.gather(*(them.hit("pin:a", LONG) for _ in range(100)))
    assert sorted(counts) == list(range(1, 101))


CHECKS = [check_hits, check_blocks, check_many_at_once]


@pytest.mark.parametrize("check", CHECKS)
async def test_in_the_process(memory: Counters, check: object) -> None:
    await check(memory)  # type: ignore[operator]


@pytest.mark.parametrize("check", CHECKS)
async def test_in_redis(shared: Counters, check: object, monkeypatch: pytest.MonkeyPatch) -> None:
    # A hundred connect at once, which takes long where the machine has other things to do.
    monkeypatch.setattr(redis_counters, "REDIS_SECONDS", 30.0)
    await check(shared)  # type: ignore[operator]


async def test_a_window_starts_with_the_first_hit(
    memory: Counters, frozen_clock: FrozenClock
) -> None:
    await memory.hit("pin:a", LONG)
    frozen_clock.forward(LONG - timedelta(seconds=1))
    assert await memory.hit("pin:a", LONG) == 2
    frozen_clock.forward(timedelta(seconds=1))
    assert await memory.hit("pin:a", LONG) == 1


async def test_a_block_ends_by_itself(memory: Counters, frozen_clock: FrozenClock) -> None:
    await memory.block("pin:a", 60)
    frozen_clock.forward(timedelta(seconds=59.5))
    assert await memory.blocked_for("pin:a") == 1
    frozen_clock.forward(timedelta(seconds=1))
    assert await memory.blocked_for("pin:a") == 0


async def test_redis_forgets_by_itself(shared: Counters, redis_url: str) -> None:
    await shared.hit("pin:a", 0.05)
    await shared.block("pin:a", 0.05)
    with redis.Redis.from_url(redis_url) as client:
        await until(lambda: not client.keys())
    assert await shared.hit("pin:a", 0.05) == 1
    assert await shared.blocked_for("pin:a") == 0


async def test_redis_never_holds_an_address(shared: Counters, redis_url: str) -> None:
    await shared.hit("login:nadia@lernfaden.example", LONG)
    await shared.block("login:nadia@lernfaden.example", LONG)
    with redis.Redis.from_url(redis_url) as client:
        keys = sorted(client.keys())
        assert all(client.pttl(key) > 0 for key in keys)
    assert [key.split(b":")[1] for key in keys] == [b"block", b"hits"]
    assert b"nadia" not in b"".join(keys)


async def test_somebody_who_invents_keys_cannot_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory_counters, "KEYS_KEPT", 100)
    memory = MemoryCounters()
    for number in range(1000):
        await memory.hit(f"login:{number}", LONG)
        await memory.block(f"login:{number}", LONG)
    assert len(memory._hits) <= 100
    assert len(memory._blocks) <= 100


async def test_without_redis_a_process_counts_by_itself() -> None:
    lonely = RedisCounters(f"redis://127.0.0.1:{free_port()}/0", PEPPER)
    await check_hits(lonely)
    await check_blocks(lonely)
    await lonely.close()


async def test_redis_that_hangs_is_waited_for_once(redis_url: str) -> None:
    with servers.redis() as server:
        them = RedisCounters(f"redis://127.0.0.1:{server.port}/0", PEPPER)
        assert await them.hit("pin:a", LONG) == 1
        server.hang()
        began = monotonic()
        assert [await them.hit("pin:b", LONG) for _ in range(5)] == [1, 2, 3, 4, 5]
        await them.block("pin:b", 60)
        assert await them.blocked_for("pin:b") == 60
        assert monotonic() - began < 2 * redis_counters.REDIS_SECONDS
        server.go_on()
        await until(lambda: _counts_there(them))
        await them.close()


async def _counts_there(them: RedisCounters) -> bool:
    """Whether the count from before goes on."""
    return await them.hit("pin:a", LONG) == 2


async def test_two_loops_count_together(shared: Counters) -> None:
    async def elsewhere() -> None:
        await shared.hit("pin:a", LONG)
        await shared.close()

    thread = threading.Thread(target=lambda: asyncio.run(elsewhere()))
    await shared.hit("pin:a", LONG)
    thread.start()
    await asyncio.to_thread(thread.join)
    assert await shared.hit("pin:a", LONG) == 3


async def test_the_settings_choose(
    default_settings: settings.Settings, redis_server: Server, redis_url: str
) -> None:
    assert isinstance(counters.current(), MemoryCounters)
    assert counters.current() is counters.current()
    settings.use(replace(default_settings, redis_url=redis_url))
    assert isinstance(counters.current(), RedisCounters)

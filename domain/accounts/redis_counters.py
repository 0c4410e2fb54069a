"""Counters of all processes, kept in Redis."""

import asyncio
import hashlib
import logging
import math
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from domain.accounts.memory_counters import MemoryCounters, Span, as_timedelta
from domain.breaker import Breaker

T = TypeVar("T")

REDIS_SECONDS = 1.0

log = logging.getLogger("lernfaden.counters")


class RedisCounters:
    """Those of all processes.

    Shape: `lernfaden:hits:<hash>` and `lernfaden:block:<hash>`; addresses never leave us in clear.
    Choice: while Redis is away each process counts by itself, as nobody could log in otherwise; who
    guesses then has as many times more tries as there are processes.
    """

    def __init__(self, url: str, pepper: bytes) -> None:
        self._url = url
        self._pepper = hashlib.sha256(pepper).digest()
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = WeakKeyDictionary()
        self._instead = MemoryCounters()
        self._breaker = Breaker("Redis does not answer, each process counts tries by itself", log)

    async def hit(self, key: str, window: Span) -> int:
        name = self._name("hits", key)

        async def asked() -> int:
            async with self._client().pipeline(transaction=True) as pipeline:
                pipeline.set(name, 0, px=_milliseconds(window), nx=True)
                pipeline.incr(name)
                return int((await pipeline.execute())[1])

        count = await self._unless_away(asked)
        return await self._instead.hit(key, window) if count is None else count

    async def block(self, key: str, seconds: Span) -> None:
        name, milliseconds = self._name("block", key), _milliseconds(seconds)

        async def asked() -> None:
            async with self._client().pipeline(transaction=True) as pipeline:
                pipeline.set(name, 1, px=milliseconds, nx=True)
                pipeline.pexpire(name, milliseconds, gt=True)
                await pipeline.execute()

        await self._instead.block(key, seconds)
        await self._unless_away(asked)

    async def blocked_for(self, key: str) -> int:
        async def asked() -> int:
            return int(await self._client().pttl(self._name("block", key)))

        milliseconds = await self._unless_away(asked)
        if milliseconds is None:
            return await self._instead.blocked_for(key)
        return max(0, math.ceil(milliseconds / 1000))

    async def clear(self, key: str) -> None:
        async def asked() -> None:
            await self._client().delete(self._name("hits", key), self._name("block", key))

        await self._instead.clear(key)
        await self._unless_away(asked)

    async def close(self) -> None:
        if client := self._clients.pop(asyncio.get_running_loop(), None):
            await client.aclose()

    async def _unless_away(self, asked: Callable[[], Awaitable[T]]) -> T | None:
        """None where Redis does not answer, or did not some seconds ago."""
        if self._breaker.is_open:
            return None
        try:
            answer = await asked()
        except (RedisError, OSError) as error:
            self._breaker.failed(error)
            return None
        self._breaker.passed()
        return answer

    def _client(self) -> Any:
        loop = asyncio.get_running_loop()
        if (client := self._clients.get(loop)) is None:
            client = Redis.from_url(
                self._url,
                socket_timeout=REDIS_SECONDS,
                socket_connect_timeout=REDIS_SECONDS,
                retry=Retry(NoBackoff(), 0),
            )
            self._clients[loop] = client
        return client

    def _name(self, kind: str, key: str) -> str:
        digest = hashlib.blake2b(key.encode(), key=self._pepper, digest_size=20).hexdigest()
        return f"lernfaden:{kind}:{digest}"


def _milliseconds(span: Span) -> int:
    return max(1, round(as_timedelta(span).total_seconds() * 1000))

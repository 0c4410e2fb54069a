"""Counters of all processes, kept in Redis."""

import asyncio
import hashlib
import logging
import math
from typing import Any
from weakref import WeakKeyDictionary

from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.accounts.memory_counters import MemoryCounters, Span, as_timedelta

REDIS_SECONDS = 2.0

log = logging.getLogger("lernfaden.counters")


class RedisCounters:
    """Those of all processes.

    Shape: `lernfaden:hits:<hash>` and `lernfaden:block:<hash>`; addresses never leave us in clear.
    Choice: while Redis is away each process counts by itself, as nobody could log in otherwise.
    """

    def __init__(self, url: str, pepper: bytes) -> None:
        self._url = url
        self._pepper = hashlib.sha256(pepper).digest()
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = WeakKeyDictionary()
        self._instead = MemoryCounters()

    async def hit(self, key: str, window: Span) -> int:
        name = self._name("hits", key)
        try:
            async with self._client().pipeline(transaction=True) as pipeline:
                pipeline.set(name, 0, px=_milliseconds(window), nx=True)
                pipeline.incr(name)
                return int((await pipeline.execute())[1])
        except (RedisError, OSError) as error:
            _warn(error)
            return await self._instead.hit(key, window)

    async def block(self, key: str, seconds: Span) -> None:
        name, milliseconds = self._name("block", key), _milliseconds(seconds)
        await self._instead.block(key, seconds)
        try:
            async with self._client().pipeline(transaction=True) as pipeline:
                pipeline.set(name, 1, px=milliseconds, nx=True)
                pipeline.pexpire(name, milliseconds, gt=True)
                await pipeline.execute()
        except (RedisError, OSError) as error:
            _warn(error)

    async def blocked_for(self, key: str) -> int:
        try:
            milliseconds: int = await self._client().pttl(self._name("block", key))
        except (RedisError, OSError) as error:
            _warn(error)
            return await self._instead.blocked_for(key)
        return max(0, math.ceil(milliseconds / 1000))

    async def clear(self, key: str) -> None:
        await self._instead.clear(key)
        try:
            await self._client().delete(self._name("hits", key), self._name("block", key))
        except (RedisError, OSError) as error:
            _warn(error)

    async def close(self) -> None:
        if client := self._clients.pop(asyncio.get_running_loop(), None):
            await client.aclose()

    def _client(self) -> Any:
        loop = asyncio.get_running_loop()
        if (client := self._clients.get(loop)) is None:
            client = Redis.from_url(
                self._url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
            )
            self._clients[loop] = client
        return client

    def _name(self, kind: str, key: str) -> str:
        digest = hashlib.blake2b(key.encode(), key=self._pepper, digest_size=20).hexdigest()
        return f"lernfaden:{kind}:{digest}"


def _milliseconds(span: Span) -> int:
    return max(1, round(as_timedelta(span).total_seconds() * 1000))


def _warn(error: Exception) -> None:
    log.warning("Redis cannot be reached, this process counts by itself: %s", error)

"""How often something was tried, for the limits on guessing; forgotten by itself.

Choice: not in the database, as an attack must not become writes there.
"""

import asyncio
import hashlib
import logging
import math
import threading
from datetime import datetime, timedelta
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain import clock, settings

Span = timedelta | float
"""A timedelta, or seconds."""

KEYS_KEPT = 100_000
REDIS_SECONDS = 2.0

log = logging.getLogger("lernfaden.counters")


class Counters(Protocol):
    """Counts and blocks by key; a key is any text, such as `login:nadia@lernfaden.example`."""

    async def hit(self, key: str, window: Span) -> int:
        """Counts one more; returns how many since the first one, which `window` forgets."""
        ...

    async def block(self, key: str, seconds: Span) -> None:
        """Closes a key for a while; a longer block stands."""
        ...

    async def blocked_for(self, key: str) -> int:
        """Units: whole seconds, rounded up; 0 if it is open."""
        ...

    async def clear(self, key: str) -> None:
        """Forgets the count and the block."""
        ...

    async def close(self) -> None:
        """Lets go of what this event loop holds."""
        ...


class MemoryCounters:
    """Those of one process; safe to use from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._hits: dict[str, tuple[int, datetime]] = {}
        self._blocks: dict[str, tuple[int, datetime]] = {}

    async def hit(self, key: str, window: Span) -> int:
        now = clock.now()
        with self._guard:
            count, ends_at = self._hits.get(key, (0, now))
            if ends_at <= now:
                self._make_room(self._hits, now)
                count, ends_at = 0, now + _delta(window)
            self._hits[key] = count + 1, ends_at
        return count + 1

    async def block(self, key: str, seconds: Span) -> None:
        now = clock.now()
        ends_at = now + _delta(seconds)
        with self._guard:
            self._make_room(self._blocks, now)
            until = max(ends_at, self._blocks.get(key, (0, now))[1])
            self._blocks[key] = 0, until

    async def blocked_for(self, key: str) -> int:
        now = clock.now()
        with self._guard:
            _, until = self._blocks.get(key, (0, now))
        return max(0, math.ceil((until - now).total_seconds()))

    async def clear(self, key: str) -> None:
        with self._guard:
            self._hits.pop(key, None)
            self._blocks.pop(key, None)

    async def close(self) -> None:
        """Nothing to let go of; what is counted stays."""

    def _make_room(self, kept: dict[str, tuple[int, datetime]], now: datetime) -> None:
        """Somebody who invents keys must not fill the memory."""
        if len(kept) < KEYS_KEPT:
            return
        for key in [key for key, (_, ends_at) in kept.items() if ends_at <= now]:
            del kept[key]
        for key in list(kept)[: len(kept) - KEYS_KEPT + KEYS_KEPT // 10]:
            del kept[key]


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


_current: tuple[str | None, bytes, Counters] | None = None


def current() -> Counters:
    """The process's own, or Redis's when the settings name one."""
    global _current
    chosen = settings.current()
    url, pepper = chosen.redis_url, chosen.secret_key
    if _current is None or _current[:2] != (url, pepper):
        _current = url, pepper, RedisCounters(url, pepper) if url else MemoryCounters()
    return _current[2]


def forget() -> None:
    """Starts anew, for tests; Redis keeps what it has."""
    global _current
    _current = None


def _delta(span: Span) -> timedelta:
    return span if isinstance(span, timedelta) else timedelta(seconds=span)


def _milliseconds(span: Span) -> int:
    return max(1, round(_delta(span).total_seconds() * 1000))


def _warn(error: Exception) -> None:
    log.warning("Redis cannot be reached, this process counts by itself: %s", error)

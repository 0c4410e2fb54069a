"""Tells open pages that there is something new for a profile.

A message is only a hint: the rows are stored first, and whoever is hinted reads them. A hint that
gets lost costs a page some time, never a row.
"""

import asyncio
import logging
import queue
import secrets
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError

from domain import settings

CHANNEL = "lernfaden:live"
IDS_PER_MESSAGE = 500
REDIS_SECONDS = 5.0
LISTEN_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 10.0

Ids = Iterable[UUID | str]

log = logging.getLogger("lernfaden.live")


class Subscription:
    """The hints for one id; those that nobody has taken yet are one."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._something = asyncio.Event()
        self._is_pending = False
        self.is_over = False

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> None:
        if not await self.wait():
            raise StopAsyncIteration

    async def wait(self, seconds: float | None = None) -> bool:
        """Whether there is something new; False when time is up, or the stream `is_over`."""
        try:
            async with asyncio.timeout(seconds):
                await self._something.wait()
        except TimeoutError:
            return False
        if not self.is_over:
            self._is_pending = False
            self._something.clear()
        return not self.is_over

    def hint(self) -> None:
        """From any thread."""
        if not self._is_pending:
            self._is_pending = True
            self._wake()

    def end(self) -> None:
        """From any thread."""
        self.is_over = True
        self._wake()

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._something.set)
        except RuntimeError:
            log.debug("a page's event loop is gone")


class Local:
    """The pages that this process serves, in whatever loop and thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._open: dict[str, set[Subscription]] = {}

    @asynccontextmanager
    async def subscribe(self, id: UUID | str) -> AsyncIterator[Subscription]:
        subscription, key = Subscription(), str(id)
        with self._guard:
            self._open.setdefault(key, set()).add(subscription)
        try:
            yield subscription
        finally:
            with self._guard:
                self._open[key].discard(subscription)
                if not self._open[key]:
                    del self._open[key]

    def hint(self, ids: Iterable[str]) -> None:
        with self._guard:
            hinted = [page for id in ids for page in self._open.get(id, ())]
        for page in hinted:
            page.hint()

    def hint_all(self) -> None:
        for page in self._all():
            page.hint()

    def end(self) -> None:
        for page in self._all():
            page.end()

    def _all(self) -> list[Subscription]:
        with self._guard:
            return [page for pages in self._open.values() for page in pages]


class Wire(Protocol):
    """What carries hints to other processes."""

    def send(self, ids: list[str]) -> None: ...
    def close(self) -> None: ...


class RedisWire:
    """One channel for everything; a thread that sends and one that listens.

    Choice: threads of its own, because the web and the embedded workers are two event loops and
    hints come from both; one channel, as joining and leaving many loses messages in between.
    """

    def __init__(self, url: str, local: Local) -> None:
        self._url = url
        self._local = local
        self._me = secrets.token_hex(8)
        self._is_closed = threading.Event()
        self._waiting: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()
        for work in (self._speak, self._listen):
            threading.Thread(target=work, name=f"live{work.__name__}", daemon=True).start()

    def send(self, ids: list[str]) -> None:
        self._waiting.put(ids)

    def close(self) -> None:
        self._is_closed.set()
        self._waiting.put(None)

    def _speak(self) -> None:
        client = self._client()
        while (ids := self._waiting.get()) is not None:
            while len(ids) < IDS_PER_MESSAGE and (more := self._next()):
                ids = ids + more
            try:
                client.publish(CHANNEL, " ".join((self._me, *dict.fromkeys(ids))))
            except (RedisError, OSError) as error:
                log.warning("pages of other processes are not told: %s", error)
        client.close()

    def _next(self) -> list[str] | None:
        try:
            ids = self._waiting.get_nowait()
        except queue.Empty:
            return None
        if ids is None:
            self._waiting.put(None)
        return ids

    def _listen(self) -> None:
        """After each connection every page is hinted, as something may have been missed."""
        pause = 0.1
        while not self._is_closed.is_set():
            client = self._client()
            try:
                with client.pubsub(ignore_subscribe_messages=False) as channel:
                    channel.subscribe(CHANNEL)
                    while not self._is_closed.is_set():
                        message = channel.get_message(timeout=LISTEN_SECONDS)
                        if message and message["type"] == "subscribe":
                            self._local.hint_all()
                            pause = 0.1
                        elif message and message["type"] == "message":
                            self._hear(message["data"])
            except (RedisError, OSError) as error:
                log.warning("other processes are not heard: %s", error)
                self._is_closed.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            finally:
                client.close()

    def _hear(self, data: bytes) -> None:
        sender, *ids = data.decode().split()
        if sender != self._me:
            self._local.hint(ids)

    def _client(self) -> Any:
        return Redis.from_url(
            self._url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            health_check_interval=30,
        )


class Hub:
    """Hints within this process, and to the others where Redis connects them."""

    def __init__(self, redis_url: str | None) -> None:
        self.redis_url = redis_url
        self._local = Local()
        self._wire: Wire | None = RedisWire(redis_url, self._local) if redis_url else None

    def subscribe(self, id: UUID | str) -> AbstractAsyncContextManager[Subscription]:
        """Listens for as long as it is entered."""
        return self._local.subscribe(id)

    def publish_soon(self, ids: Ids) -> None:
        """From any thread, with or without an event loop; returns at once."""
        if named := [str(id) for id in ids]:
            self._local.hint(named)
            if self._wire:
                self._wire.send(named)

    async def publish(self, ids: Ids) -> None:
        self.publish_soon(ids)

    def end(self) -> None:
        """Ends every open stream, as a server cannot stop while one is open."""
        self._local.end()

    def close(self) -> None:
        """Ends the streams and leaves Redis."""
        self.end()
        if self._wire:
            self._wire.close()


_guard = threading.Lock()
_current: Hub | None = None


def current() -> Hub:
    """This process's hub, over Redis when the settings name one."""
    global _current
    url = settings.current().redis_url
    with _guard:
        if _current is None or _current.redis_url != url:
            if _current:
                _current.close()
            _current = Hub(url)
        return _current


def forget() -> None:
    """Closes this process's hub; the next to need one makes it anew."""
    global _current
    with _guard:
        if _current:
            _current.close()
        _current = None


async def publish(ids: Ids) -> None:
    """Hints the pages of these profiles."""
    await current().publish(ids)


def publish_soon(ids: Ids) -> None:
    """The same from anywhere; for `database.after_commit`."""
    current().publish_soon(ids)


def subscribe(id: UUID | str) -> AbstractAsyncContextManager[Subscription]:
    """`async with live.subscribe(id) as hints: async for _ in hints`."""
    return current().subscribe(id)

"""Tells open pages that there is something new in what they show.

What a page shows has names (domain/topics.py), and whatever changes it hints those. A message is
only a hint: the rows are stored first, and whoever is hinted reads them. A hint that gets lost
costs a page some time, never a row.
"""

import asyncio
import logging
import queue
import secrets
import threading
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from redis import Redis
from redis.exceptions import RedisError

from domain import settings

CHANNEL = "lernfaden:live"
NAMES_PER_MESSAGE = 500
REDIS_SECONDS = 5.0
LISTEN_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 10.0

log = logging.getLogger("lernfaden.live")


class Subscription:
    """The hints for some names; those that nobody has taken yet are kept together."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.is_over = False
        self._loop = asyncio.get_running_loop()
        self._something = asyncio.Event()
        self._guard = threading.Lock()
        self._hinted: set[str] = set()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> frozenset[str]:
        if hinted := await self.wait():
            return hinted
        raise StopAsyncIteration

    async def wait(self, seconds: float | None = None) -> frozenset[str]:
        """The names of which there is something new; none when time is up, or it `is_over`."""
        try:
            async with asyncio.timeout(seconds):
                await self._something.wait()
        except TimeoutError:
            return frozenset()
        return frozenset() if self.is_over else self._take()

    def hint(self, names: Iterable[str]) -> None:
        """From any thread."""
        with self._guard:
            is_first = not self._hinted
            self._hinted |= self.names.intersection(names)
        if is_first:
            self._wake()

    def end(self) -> None:
        """From any thread."""
        self.is_over = True
        self._wake()

    def _take(self) -> frozenset[str]:
        with self._guard:
            self._something.clear()
            taken, self._hinted = self._hinted, set()
        return frozenset(taken)

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
    async def subscribe(self, names: Iterable[str]) -> AsyncIterator[Subscription]:
        subscription = Subscription(names)
        with self._guard:
            for name in subscription.names:
                self._open.setdefault(name, set()).add(subscription)
        try:
            yield subscription
        finally:
            with self._guard:
                for name in subscription.names:
                    self._open[name].discard(subscription)
                    if not self._open[name]:
                        del self._open[name]

    def hint(self, names: Collection[str]) -> None:
        with self._guard:
            hinted = {page for name in names for page in self._open.get(name, ())}
        for page in hinted:
            page.hint(names)

    def hint_all(self) -> None:
        for page in self._all():
            page.hint(page.names)

    def end(self) -> None:
        for page in self._all():
            page.end()

    def _all(self) -> set[Subscription]:
        with self._guard:
            return {page for pages in self._open.values() for page in pages}


class Wire(Protocol):
    """What carries hints to other processes."""

    def send(self, names: list[str]) -> None: ...
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

    def send(self, names: list[str]) -> None:
        self._waiting.put(names)

    def close(self) -> None:
        self._is_closed.set()
        self._waiting.put(None)

    def _speak(self) -> None:
        client = self._client()
        while (names := self._waiting.get()) is not None:
            while len(names) < NAMES_PER_MESSAGE and (more := self._next()):
                names = names + more
            try:
                client.publish(CHANNEL, " ".join((self._me, *dict.fromkeys(names))))
            except (RedisError, OSError) as error:
                log.warning("pages of other processes are not told: %s", error)
        client.close()

    def _next(self) -> list[str] | None:
        try:
            names = self._waiting.get_nowait()
        except queue.Empty:
            return None
        if names is None:
            self._waiting.put(None)
        return names

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
        sender, *names = data.decode().split()
        if sender != self._me:
            self._local.hint(names)

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

    def subscribe(self, names: Iterable[str]) -> AbstractAsyncContextManager[Subscription]:
        """Listens for as long as it is entered."""
        return self._local.subscribe(names)

    def publish_soon(self, names: Iterable[str]) -> None:
        """From any thread, with or without an event loop; returns at once."""
        if changed := [*names]:
            self._local.hint(changed)
            if self._wire:
                self._wire.send(changed)

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


def publish_soon(names: Iterable[str]) -> None:
    """Hints the pages that show these, from any thread; for `database.after_commit`."""
    current().publish_soon(names)


def subscribe(names: Iterable[str]) -> AbstractAsyncContextManager[Subscription]:
    """`async with live.subscribe(names) as hints: async for hinted in hints`."""
    return current().subscribe(names)

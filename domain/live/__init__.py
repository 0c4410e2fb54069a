"""Tells open pages that there is something new in what they show.

What a page shows has names (domain/topics.py), and whatever changes it hints those. A message is
only a hint: the rows are stored first, and whoever is hinted reads them. A hint that gets lost
costs a page some time, never a row.
"""

import threading
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from domain import settings
from domain.live.local import Local
from domain.live.subscription import Subscription


class Wire(Protocol):
    """What carries hints to other processes."""

    def send(self, names: list[str]) -> None: ...
    def close(self) -> None: ...


class Hub:
    """Hints within this process, and to the others where Redis connects them."""

    def __init__(self, redis_url: str | None) -> None:
        self.redis_url = redis_url
        self._local = Local()
        self._wire = _wire(redis_url, self._local) if redis_url else None

    def subscribe(self, names: Iterable[str]) -> AbstractAsyncContextManager[Subscription]:
        """Listens for as long as it is entered."""
        return self._local.subscribe(names)

    def keep_newest(self, name: str, count: int) -> None:
        """Ends all but so many of the streams of this process that show this."""
        self._local.keep_newest(name, count)

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


def _wire(redis_url: str, local: Local) -> Wire:
    # Without Redis nobody waits at each start until its client is read.
    from domain.live.wire import RedisWire

    return RedisWire(redis_url, local)


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

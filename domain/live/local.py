"""The pages that one process serves, and who of them is hinted."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from contextlib import asynccontextmanager
from itertools import islice

from domain.live import passing
from domain.live.subscription import Subscription

log = logging.getLogger("lernfaden.live")

WOKEN_AT_ONCE = 50
"""Between so many their loop does what else there is: who hears first waits for no last one."""


class Local:
    """The pages that this process serves, in whatever loop and thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        # In the order in which they were opened.
        self._open: dict[str, dict[Subscription, None]] = {}

    @asynccontextmanager
    async def subscribe(self, names: Iterable[str]) -> AsyncIterator[Subscription]:
        subscription = Subscription(names)
        with self._guard:
            for name in subscription.names:
                self._open.setdefault(name, {})[subscription] = None
        try:
            yield subscription
        finally:
            with self._guard:
                for name in subscription.names:
                    del self._open[name][subscription]
                    if not self._open[name]:
                        del self._open[name]

    def keep_newest(self, name: str, count: int) -> None:
        """Ends all but so many of the pages that show this; they give way to newer ones."""
        with self._guard:
            oldest = [*self._open.get(name, ())][:-count]
        for page in oldest:
            page.give_way()
        _wake(oldest)

    def hint(self, names: Collection[str]) -> None:
        hinted: dict[Subscription, set[str]] = {}
        with self._guard:
            for name in names:
                for page in self._open.get(passing.shown_as(name), ()):
                    hinted.setdefault(page, set()).add(name)
        _wake([page for page, theirs in hinted.items() if page.hint(theirs)])

    def hint_all(self) -> None:
        _wake([page for page in self._all() if page.hint(page.names)])

    def end(self) -> None:
        pages = self._all()
        for page in pages:
            page.end()
        _wake(pages)

    def _all(self) -> set[Subscription]:
        with self._guard:
            return {page for pages in self._open.values() for page in pages}


def _wake(pages: Iterable[Subscription]) -> None:
    """Each in its loop, which is told once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Subscription]] = {}
    for page in pages:
        by_loop.setdefault(page.loop, []).append(page)
    for loop, theirs in by_loop.items():
        try:
            loop.call_soon_threadsafe(_wake_some, loop, iter(theirs))
        except RuntimeError:
            log.debug("the event loop of %d pages is gone", len(theirs))


def _wake_some(loop: asyncio.AbstractEventLoop, pages: Iterator[Subscription]) -> None:
    woken = [*islice(pages, WOKEN_AT_ONCE)]
    for page in woken:
        page.wake()
    if woken:
        loop.call_soon(_wake_some, loop, pages)

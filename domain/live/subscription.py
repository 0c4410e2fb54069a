"""What one open page listens to."""

import asyncio
import logging
import threading
from collections.abc import Iterable

log = logging.getLogger("lernfaden.live")


class Subscription:
    """The hints for some names; those that nobody has taken yet are kept together.

    Shape: gives_way says that it is over because newer ones took its place.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.is_over = False
        self.gives_way = False
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

    def give_way(self) -> None:
        """Ends it for newer ones. From any thread."""
        self.gives_way = True
        self.end()

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

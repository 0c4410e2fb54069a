"""What one open page listens to."""

import asyncio
import threading
from collections.abc import Iterable


class Subscription:
    """The hints for some names; those that nobody has taken yet are kept together.

    Shape: gives_way says that it is over because newer ones took its place; loop is the one in
    which somebody waits, and in which it is woken after it is told something.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.loop = asyncio.get_running_loop()
        self.is_over = False
        self.gives_way = False
        self._waiting: asyncio.Future[None] | None = None
        self._guard = threading.Lock()
        self._hinted: frozenset[str] = frozenset()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> frozenset[str]:
        if hinted := await self.wait():
            return hinted
        raise StopAsyncIteration

    async def wait(self, seconds: float | None = None) -> frozenset[str]:
        """The names of which there is something new; none when time is up, or it `is_over`.

        Choice: a future and a timer by hand, as asyncio's event and timeout cost more than sending
        the hint does.
        """
        if not self._hinted and not self.is_over:
            self._waiting = self.loop.create_future()
            timer = None if seconds is None else self.loop.call_later(seconds, self._go_on)
            try:
                await self._waiting
            finally:
                self._waiting = None
                if timer:
                    timer.cancel()
        return frozenset() if self.is_over else self._take()

    def hint(self, names: Iterable[str]) -> bool:
        """Of its own names. Whether it has to be woken now. From any thread."""
        with self._guard:
            is_first = not self._hinted
            self._hinted = self._hinted.union(names)
        return is_first

    def end(self) -> None:
        """From any thread."""
        self.is_over = True

    def give_way(self) -> None:
        """Ends it for newer ones. From any thread."""
        self.gives_way = True
        self.end()

    def wake(self) -> None:
        """In its loop; where what it was told is taken already, it sleeps on."""
        if self._hinted or self.is_over:
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    def _take(self) -> frozenset[str]:
        with self._guard:
            taken, self._hinted = self._hinted, frozenset()
        return taken

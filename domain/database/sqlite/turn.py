"""Who writes next within a process: first come, first served."""

import asyncio
import threading
from collections import deque
from contextlib import suppress
from types import TracebackType

PATIENCE_SECONDS = 30.0


class Waiter:
    """Whoever stands in the queue; `is_next` once the turn has been handed to it."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.woken = self.loop.create_future()
        self.is_next = False

    def wake(self) -> None:
        if not self.woken.done():
            self.woken.set_result(None)


class Turn:
    """A lock for the one writer of a process.

    Choice: asyncio.Lock belongs to one loop and threading.Lock would block one; the web and the
    embedded workers are two loops that write to one file, and SQLite's own waiting is neither
    fair nor quick.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[Waiter] = deque()
        self._is_taken = False

    async def take(self) -> None:
        """Errors: TimeoutError after PATIENCE_SECONDS, as somebody then waits for itself."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            waiter = Waiter()
            self._queue.append(waiter)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await waiter.woken
        except BaseException:
            self._leave(waiter)
            raise

    def give(self) -> None:
        """Hands the turn to the one who waits longest; a loop that has closed is passed over."""
        with self._guard:
            while self._queue:
                waiter = self._queue.popleft()
                try:
                    waiter.loop.call_soon_threadsafe(waiter.wake)
                except RuntimeError:
                    continue
                waiter.is_next = True
                return
            self._is_taken = False

    async def __aenter__(self) -> None:
        await self.take()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.give()

    def _leave(self, waiter: Waiter) -> None:
        with self._guard:
            if not waiter.is_next:
                with suppress(ValueError):
                    self._queue.remove(waiter)
                return
        self.give()

"""The relay: takes what is due from the outbox and has it done, until nothing is due.

Rule: N2. What changes only the database ends in the transaction of its effect, so it happens once.
What goes out is marked done as soon as it was accepted, one by one: a worker that dies repeats at
most what it had in flight, which is never more than WIDTH, and of what is urgent URGENT_WIDTH.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from domain import database, lease
from domain.lease import Work
from workers import attempt, recurring

WIDTH = 40
"""Rows in hand at once."""
URGENT_WIDTH = 8
"""Beside them: places for those who wait for a link or a PIN, however slow the rest is."""
TURN_SECONDS = 60.0
"""After so long the relay hands over to its next message, far within its time limit."""
GLANCE_SECONDS = 0.05
"""How long somebody who wakes the relay waits at most while it has slow work in hand."""


_FIRST = asyncio.FIRST_COMPLETED

log = logging.getLogger("lernfaden.workers")


class _Turn:
    """Whether this process is at it. Only its event loop's thread changes it, but for stopping."""

    is_running = False
    is_wanted = False
    is_stopping = False


async def relay() -> None:
    """One in each process at a time: who comes meanwhile makes it look once more."""
    _Turn.is_wanted = True
    if _Turn.is_running:
        return
    _Turn.is_running = True
    try:
        await recurring.plan()
        await _drain(time.monotonic() + TURN_SECONDS)
    except database.Away:
        # Said already, and looked for again with the next tick.
        pass
    except Exception:
        log.exception("the outbox cannot be read; trying again")
    finally:
        _Turn.is_running = False


def stop() -> None:
    """Takes nothing more; from any thread."""
    _Turn.is_stopping = True


def start() -> None:
    _Turn.is_stopping = _Turn.is_running = False


async def _drain(until: float) -> None:
    urgent = _Lane(URGENT_WIDTH, lambda most: lease.claim(most, only=attempt.URGENT))
    other = _Lane(WIDTH, lambda most: lease.claim(most, but=attempt.URGENT))
    try:
        while True:
            if not _Turn.is_stopping and time.monotonic() < until:
                is_asked, _Turn.is_wanted = _Turn.is_wanted, False
                await urgent.take(is_asked)
                await other.take(is_asked)
            busy = urgent.busy | other.busy
            if not busy:
                break
            await asyncio.wait(busy, timeout=GLANCE_SECONDS, return_when=_FIRST)
    finally:
        if busy := urgent.busy | other.busy:
            await asyncio.wait(busy)


class _Lane:
    """Keeps up to so many rows in hand, taking more as soon as half of them are done."""

    def __init__(self, width: int, claim: Callable[[int], Awaitable[list[Work]]]) -> None:
        self.busy: set[asyncio.Task[None]] = set()
        self._width, self._claim = width, claim
        self._may_be_more = True

    async def take(self, is_asked: bool) -> None:
        was_busy = bool(self.busy)
        self.busy = {task for task in self.busy if not task.done()}
        # What is done may leave more to do.
        self._may_be_more |= is_asked or (was_busy and not self.busy)
        while self._may_be_more and len(self.busy) <= self._width // 2:
            claimed = await self._claim(self._width - len(self.busy))
            self.busy |= {asyncio.create_task(attempt.attend(work)) for work in claimed}
            # There may be more than there was room for.
            self._may_be_more = bool(claimed)

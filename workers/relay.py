"""The relay: takes what is due from the outbox and has it done, until nothing is due.

Rule: N2. What changes only the database ends in the transaction of its effect, so it happens once.
What goes out is marked done as soon as it was accepted, one by one: a worker that dies repeats at
most what it had in flight, which is never more than WIDTH.
"""

import asyncio
import logging
import time

from domain import database, lease
from workers import attempt, recurring

WIDTH = 40
"""Rows in hand at once."""
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
    """Keeps up to WIDTH rows in hand, taking more as soon as half of them are done."""
    busy: set[asyncio.Task[None]] = set()
    try:
        while busy or _Turn.is_wanted:
            may_take = not _Turn.is_stopping and time.monotonic() < until
            if may_take and _Turn.is_wanted and len(busy) <= WIDTH // 2:
                _Turn.is_wanted = False
                claimed = await lease.claim(WIDTH - len(busy))
                busy |= {asyncio.create_task(attempt.attend(work)) for work in claimed}
                # There may be more than there was room for, and what is done may leave more to do.
                _Turn.is_wanted |= bool(claimed)
            elif not busy:
                break
            if busy:
                _, busy = await asyncio.wait(busy, timeout=GLANCE_SECONDS, return_when=_FIRST)
                _Turn.is_wanted |= not busy
    finally:
        if busy:
            await asyncio.wait(busy)

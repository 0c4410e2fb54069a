"""The relay: takes what is due from the outbox and has it done, until nothing is due.

Rule: N2. What changes only the database ends in the transaction of its effect, so it happens once.
What goes out is marked done as soon as it was accepted, one by one: a worker that dies repeats at
most what it had in flight, which is never more than WIDTH.
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain import clock, database, outbox
from domain.errors import NotFound
from domain.outbox import Work
from workers import clock as timetable
from workers import effects, login_mail, notification_mail, push_delivery
from workers.failure import Hopeless, Later

WIDTH = 40
"""Rows in hand at once."""
TURN_SECONDS = 60.0
"""After so long the relay hands over to its next message, far within its time limit."""
PATIENCE_SECONDS = outbox.LEASE.total_seconds() - 5
"""No handler outlives its lease, or a second worker would take the same row."""
GLANCE_SECONDS = 0.05
"""How long somebody who wakes the relay waits at most while it has slow work in hand."""
DELAYS = (30.0, 120.0, 600.0, 3600.0)
ATTEMPTS = 8

INSIDE: dict[str, Callable[[Work], Awaitable[None]]] = effects.INSIDE
"""Changes the database only; within the transaction that marks the row done."""
OUTSIDE: dict[str, Callable[[Work], Awaitable[None]]] = {
    **effects.REPEATABLE,
    "push": push_delivery.deliver,
    "mail": notification_mail.deliver,
    **login_mail.KINDS,
}
"""Goes out, or is made of several transactions; at least once."""

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
        await timetable.plan()
        await _drain(time.monotonic() + TURN_SECONDS)
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
                claimed = await outbox.claim(WIDTH - len(busy))
                busy |= {asyncio.create_task(_attend(work)) for work in claimed}
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


async def _attend(work: Work) -> None:
    """Does one piece of work and writes what became of it; never raises."""
    try:
        await _do(work)
    except Hopeless as error:
        await _noted(outbox.bury(work.id, _told(error)), work)
    except Later as error:
        await _noted(_again(work, _told(error), error.seconds, error.is_asked), work)
    except Exception as error:
        log.warning("%s %s failed: %s", work.kind, work.id, type(error).__name__, exc_info=error)
        await _noted(_again(work, _told(error), 0.0, is_asked=False), work)


async def _do(work: Work) -> None:
    if work.useful_until is not None and work.useful_until <= clock.now():
        await outbox.finish(work.id)
    elif work.attempts > ATTEMPTS:
        raise Hopeless("every worker that tried it died")
    elif work.kind in INSIDE:
        await _do_inside(work)
    elif work.kind in OUTSIDE:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await OUTSIDE[work.kind](work)
        await outbox.finish(work.id)
    else:
        raise Hopeless(f"nobody knows how to do {work.kind}")


async def _do_inside(work: Work) -> None:
    try:
        async with database.transaction():
            if await outbox.finish(work.id):
                await INSIDE[work.kind](work)
    except NotFound:
        # Outside, for an error that passed a transaction within took its whole with it.
        log.info("%s %s: what it was about is no more", work.kind, work.id)
        await outbox.finish(work.id)


async def _again(work: Work, why: str, seconds: float, is_asked: bool) -> None:
    if work.attempts >= ATTEMPTS and not is_asked:
        log.error("%s %s is given up: %s", work.kind, work.id, why)
        await outbox.bury(work.id, why)
        return
    delay = max(seconds, DELAYS[min(work.attempts, len(DELAYS)) - 1])
    # Later by up to a quarter, so that what failed together does not come back together.
    until = clock.now() + timedelta(seconds=delay * random.uniform(1, 1.25))
    await outbox.postpone(work.id, until, why, counts=not is_asked)


async def _noted(writing: Awaitable[None], work: Work) -> None:
    try:
        await writing
    except Exception:
        # The lease runs out and somebody takes it again.
        log.exception("%s %s: what became of it cannot be written", work.kind, work.id)


def _told(error: BaseException) -> str:
    return str(error) or type(error).__name__

"""The relay: takes what is due from the outbox and has it done, until nothing is due.

Rule: N2. What changes only the database ends in the transaction of its effect, so it happens once.
What goes out is marked done as soon as it was accepted, one by one: a worker that dies repeats at
most what it had in flight, which is never more than WIDTH, of what is urgent URGENT_WIDTH, and of
what is heavy HEAVY_WIDTH.
"""

import asyncio
import logging
import time
from datetime import datetime

from domain import database, doubt, lease
from domain.documents import confined
from domain.lease import Work
from workers import clock_watch, effects, handlers, recurring
from workers.lane import Lane

WIDTH = 40
"""Rows in hand at once."""
URGENT_WIDTH = 8
"""Beside them: places for those who wait for a link or a PIN, however slow the rest is."""
HEAVY_WIDTH = max(1, confined.AT_ONCE // 2)
"""Beside them: half of the cores, so that a picture that comes in never waits for what has time."""
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
    except (database.Away, database.NoRoom):
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
    lanes = (
        Lane(URGENT_WIDTH, _claim_urgent),
        Lane(HEAVY_WIDTH, _claim_heavy),
        Lane(WIDTH, _claim_other),
    )
    try:
        while True:
            may_take = not _Turn.is_stopping and time.monotonic() < until
            if may_take:
                await _take(*lanes)
            if busy := _busy(*lanes):
                await asyncio.wait(busy, timeout=GLANCE_SECONDS, return_when=_FIRST)
            elif not (may_take and (_Turn.is_wanted or any(lane.may_be_more for lane in lanes))):
                break
    finally:
        if busy := _busy(*lanes):
            await asyncio.wait(busy)


def _busy(*lanes: Lane) -> set[asyncio.Task[None]]:
    return set().union(*(lane.busy() for lane in lanes))


async def _take(*lanes: Lane) -> None:
    is_asked, _Turn.is_wanted = _Turn.is_wanted, False
    now = await clock_watch.look()
    for lane in lanes:
        await lane.take(is_asked, now)


async def _claim_urgent(most: int, now: datetime) -> list[Work]:
    return await lease.claim(most, now, only=handlers.URGENT)


async def _claim_heavy(most: int, now: datetime) -> list[Work]:
    return await lease.claim(most, now, only=handlers.HEAVY)


async def _claim_other(most: int, now: datetime) -> list[Work]:
    waits = effects.ENDING if await doubt.standing() else ()
    return await lease.claim(most, now, but=(*handlers.URGENT, *handlers.HEAVY, *waits))

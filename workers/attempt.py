"""An attempt: one piece of work is done, and what became of it is written. Rule: N2."""

import asyncio
import logging
import random
from collections.abc import Awaitable
from datetime import timedelta

from domain import clock, database, lease
from domain.errors import NotFound
from domain.lease import Work
from workers.failure import Held, Hopeless, Later
from workers.handlers import INSIDE, INSTEAD, OUTSIDE

PATIENCE_SECONDS = lease.LEASE.total_seconds() - 5
"""No handler outlives its lease, or a second worker would take the same row."""
DELAYS = (30.0, 120.0, 600.0, 3600.0)
ATTEMPTS = 8
log = logging.getLogger("lernfaden.workers")


async def attend(work: Work) -> None:
    """Does one piece of work and writes what became of it; never raises."""
    try:
        await _do(work)
    except Hopeless as error:
        await _noted(lease.bury(work.id, _told(error)), work)
    except Held as error:
        held = lease.postpone(work.id, error.until, _told(error), counts=False)
        await _noted(held, work)
    except Later as error:
        await _noted(_again(work, _told(error), error.seconds, error.is_asked), work)
    except (database.Away, database.NoRoom) as error:
        # Said already; its lease is out of reach, too, and runs out.
        await _noted(_again(work, _told(error), 0.0, is_asked=False), work)
    except Exception as error:
        log.warning("%s %s failed: %s", work.kind, work.id, type(error).__name__, exc_info=error)
        await _noted(_again(work, _told(error), 0.0, is_asked=False), work)


async def _do(work: Work) -> None:
    if work.useful_until is not None and work.useful_until <= clock.now():
        await lease.finish(work.id)
    elif work.attempts > ATTEMPTS:
        await _give_up(work, "every worker that tried it died")
    elif work.kind in INSIDE:
        await _do_inside(work)
    elif work.kind in OUTSIDE:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await OUTSIDE[work.kind](work)
        await lease.finish(work.id)
    else:
        raise Hopeless(f"nobody knows how to do {work.kind}")


async def _do_inside(work: Work) -> None:
    try:
        async with database.transaction():
            if await lease.finish(work.id):
                await INSIDE[work.kind](work)
    except NotFound:
        # Outside, for an error that passed a transaction within took its whole with it.
        log.info("%s %s: what it was about is no more", work.kind, work.id)
        await lease.finish(work.id)


async def _again(work: Work, why: str, seconds: float, is_asked: bool) -> None:
    if work.attempts >= ATTEMPTS and not is_asked:
        await _give_up(work, why)
        return
    delay = max(seconds, DELAYS[min(work.attempts, len(DELAYS)) - 1])
    # Later by up to a quarter, so that what failed together does not come back together.
    until = clock.now() + timedelta(seconds=delay * random.uniform(1, 1.25))
    await lease.postpone(work.id, until, why, counts=not is_asked)


async def _give_up(work: Work, why: str) -> None:
    log.error("%s %s is given up: %s", work.kind, work.id, why)
    async with database.transaction():
        await lease.bury(work.id, why)
        if work.kind in INSTEAD:
            await INSTEAD[work.kind](work)


async def _noted(writing: Awaitable[None], work: Work) -> None:
    try:
        await writing
    except (database.Away, database.NoRoom):
        pass
    except Exception:
        # The lease runs out and somebody takes it again.
        log.exception("%s %s: what became of it cannot be written", work.kind, work.id)


def _told(error: BaseException) -> str:
    return str(error) or type(error).__name__

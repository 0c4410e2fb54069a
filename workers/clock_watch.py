"""Notices that the clock was set, by the one that nobody can set.

Choice: only while it runs; a clock that is wrong already when a worker starts looks like any other.
"""

import logging
import time
from datetime import datetime, timedelta

from domain import clock, doubt

JUMP = timedelta(minutes=10)
"""More than what keeps a clock right ever moves it at once."""
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Where there is one that goes on while the machine sleeps, sleeping is no jump."""

JUMPED = (
    "the clock jumped by %s to %s: what ends things waits for an hour, or until "
    "`lernfaden doctor --clock-is-right`"
)

log = logging.getLogger("lernfaden.workers")


class _Watch:
    """Both clocks as they were at the last look."""

    seen: tuple[datetime, float] | None = None


def begin() -> None:
    _Watch.seen = _both()


def end() -> None:
    _Watch.seen = None


async def look() -> datetime:
    """Before work is taken: a jump since the last look becomes a doubt; returns the time.

    Shape: what is taken then is what was due at that time, or a jump right after the look would
    make everything due.
    """
    if _Watch.seen is None:
        return clock.now()
    (wall, steady), (now, steady_now) = _Watch.seen, _both()
    passed = timedelta(seconds=steady_now - steady)
    jump = timedelta(seconds=round((now - wall - passed).total_seconds()))
    if abs(jump) > JUMP:
        log.error(JUMPED, jump, now.isoformat(timespec="seconds"))
        await doubt.begin(jump)
    _Watch.seen = now, steady_now
    return now


def _both() -> tuple[datetime, float]:
    return clock.now(), time.clock_gettime(_STEADY)

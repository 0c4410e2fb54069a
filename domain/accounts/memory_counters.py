"""Counters of one process, kept in its memory."""

import math
import threading
from datetime import datetime, timedelta

from domain import clock

Span = timedelta | float
"""A timedelta, or seconds."""

KEYS_KEPT = 100_000


class MemoryCounters:
    """Those of one process; safe to use from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._hits: dict[str, tuple[int, datetime]] = {}
        self._blocks: dict[str, tuple[int, datetime]] = {}

    async def hit(self, key: str, window: Span) -> int:
        now = clock.now()
        with self._guard:
            count, ends_at = self._hits.get(key, (0, now))
            if ends_at <= now:
                self._make_room(self._hits, now)
                count, ends_at = 0, now + as_timedelta(window)
            self._hits[key] = count + 1, ends_at
        return count + 1

    async def block(self, key: str, seconds: Span) -> None:
        now = clock.now()
        ends_at = now + as_timedelta(seconds)
        with self._guard:
            self._make_room(self._blocks, now)
            until = max(ends_at, self._blocks.get(key, (0, now))[1])
            self._blocks[key] = 0, until

    async def blocked_for(self, key: str) -> int:
        now = clock.now()
        with self._guard:
            _, until = self._blocks.get(key, (0, now))
        return max(0, math.ceil((until - now).total_seconds()))

    async def clear(self, key: str) -> None:
        with self._guard:
            self._hits.pop(key, None)
            self._blocks.pop(key, None)

    async def close(self) -> None:
        """Nothing to let go of; what is counted stays."""

    def _make_room(self, kept: dict[str, tuple[int, datetime]], now: datetime) -> None:
        """Somebody who invents keys must not fill the memory."""
        if len(kept) < KEYS_KEPT:
            return
        for key in [key for key, (_, ends_at) in kept.items() if ends_at <= now]:
            del kept[key]
        for key in list(kept)[: len(kept) - KEYS_KEPT + KEYS_KEPT // 10]:
            del kept[key]


def as_timedelta(span: Span) -> timedelta:
    return span if isinstance(span, timedelta) else timedelta(seconds=span)

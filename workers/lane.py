"""A lane of the relay: some rows in hand at once, each attended to by itself. Rule: N2."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from domain.lease import Work
from workers import attempt


class Lane:
    """Keeps up to so many rows in hand, taking more as soon as half of them are done."""

    def __init__(self, width: int, claim: Callable[[int, datetime], Awaitable[list[Work]]]) -> None:
        self._in_hand: set[asyncio.Task[None]] = set()
        self._width, self._claim = width, claim
        self.may_be_more = True

    def busy(self) -> set[asyncio.Task[None]]:
        """What is not done yet."""
        is_over = bool(self._in_hand)
        self._in_hand = {task for task in self._in_hand if not task.done()}
        # What is done may leave more to do.
        self.may_be_more |= is_over and not self._in_hand
        return self._in_hand

    async def take(self, is_asked: bool, now: datetime) -> None:
        """What was due at a moment that the clock's watch vouches for."""
        self.may_be_more |= is_asked
        least = max(1, self._width // 2)
        while (room := self._width - len(self.busy())) >= least and self.may_be_more:
            claimed = await self._claim(room, now)
            self._in_hand |= {asyncio.create_task(attempt.attend(work)) for work in claimed}
            # There may be more than there was room for.
            self.may_be_more = bool(claimed)

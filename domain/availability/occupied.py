"""Occupied: all the times that are taken, as blocks. Rule: S6. Pure. Units: seconds since 1970."""

from bisect import bisect_left
from collections.abc import Sequence

from domain.availability import block
from domain.availability.reason import Reason
from domain.availability.rules import Rules
from domain.availability.taken import Taken


class Occupied:
    """Of one picture."""

    def __init__(self, taken: Sequence[Taken], rules: Rules) -> None:
        before, after = rules.buffer_before_minutes * 60, rules.buffer_after_minutes * 60
        self.blocks = sorted(block.of(each, before, after) for each in taken)
        self._untils = [each.until for each in self.blocks]
        self._longest = max((each.since - each.until for each in self.blocks), default=0)

    def against(self, start: int, end: int) -> list[Reason]:
        """What a session would come too near to; the nearest to it last."""
        reasons = []
        at = bisect_left(self._untils, end) - 1
        while at >= 0 and self._untils[at] > start - self._longest:
            near = self.blocks[at]
            if near.since > start:
                reasons.append(near.against(start, end))
            at -= 1
        return reasons

"""Occupied: the times that are taken, with the buffers that a session keeps from them. Rule: S6.

Pure. Choice: each session keeps its own buffers, so between two lie one after and one before.
Units: seconds since 1970.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil, floor
from typing import NamedTuple

from domain.availability.reason import Reason, Rule
from domain.availability.rules import Rules
from domain.availability.taken import Kind, Taken


class Block(NamedTuple):
    """Shape: a session may end at `until` and begin at `since`; begins and ends are its own."""

    until: int
    since: int
    begins: int
    ends: int
    kind: str


class Occupied:
    """Of one picture."""

    def __init__(self, taken: Sequence[Taken], rules: Rules) -> None:
        before, after = rules.buffer_before_minutes * 60, rules.buffer_after_minutes * 60
        self.blocks = sorted(_block(each, before, after) for each in taken)
        self._untils = [each.until for each in self.blocks]
        self._longest = max((each.since - each.until for each in self.blocks), default=0)

    def against(self, start: int, end: int) -> list[Reason]:
        """What a session would come too near to; the nearest to it last."""
        reasons = []
        at = bisect_left(self._untils, end) - 1
        while at >= 0 and self._untils[at] > start - self._longest:
            block = self.blocks[at]
            if block.since > start:
                reasons.append(_reason(block, start, end))
            at -= 1
        return reasons


def _block(taken: Taken, before: int, after: int) -> Block:
    begins, ends = floor(taken.starts_at.timestamp()), ceil(taken.ends_at.timestamp())
    if taken.kind == Kind.LEARNER:
        return Block(begins, ends, begins, ends, taken.kind)
    if taken.kind == Kind.SESSION:
        return Block(begins - before - after, ends + before + after, begins, ends, taken.kind)
    # A claim holds its buffers already.
    return Block(begins - after, ends + before, begins + before, ends - after, taken.kind)


def _reason(block: Block, start: int, end: int) -> Reason:
    touches = block.begins < end and block.ends > start
    rule = Rule(block.kind) if touches else Rule.BUFFER
    begins, ends = (datetime.fromtimestamp(at, UTC) for at in (block.begins, block.ends))
    return Reason(rule, begins, ends)

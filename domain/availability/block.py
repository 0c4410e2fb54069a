"""A block: a time that is taken, with the buffers that a session keeps from it. Rule: S6.

Pure. Choice: each session keeps its own buffers, so between two lie one after and one before.
Units: seconds since 1970.
"""

from datetime import datetime
from math import ceil, floor
from typing import NamedTuple

from domain.availability import span
from domain.availability.reason import Reason, Rule
from domain.availability.taken import Kind, Taken


class Block(NamedTuple):
    """Shape: a session may end at `until` and begin at `since`; begins and ends are its own;
    kept_until as of what takes the time.
    """

    until: int
    since: int
    begins: int
    ends: int
    kind: str
    kept_until: datetime | None

    def against(self, start: int, end: int) -> Reason:
        """Why a session cannot be then, which comes too near."""
        touches = self.begins < end and self.ends > start
        rule = Rule(self.kind) if touches else Rule.BUFFER
        begins, ends = span.moment(self.begins), span.moment(self.ends)
        return Reason(rule, begins, ends, kept_until=self.kept_until)


def of(taken: Taken, before: int, after: int) -> Block:
    begins, ends = floor(taken.starts_at.timestamp()), ceil(taken.ends_at.timestamp())
    what = taken.kind, taken.kept_until
    if taken.kind == Kind.LEARNER:
        return Block(begins, ends, begins, ends, *what)
    if taken.kind == Kind.SESSION:
        return Block(begins - before - after, ends + before + after, begins, ends, *what)
    # A claim holds its buffers already.
    return Block(begins - after, ends + before, begins + before, ends - after, *what)

"""Stretches: what of two sequences is the same, and what stands instead of what. Rule: D5.

Source: RapidFuzz, whose longest common subsequence costs a 64th of the product of both lengths,
whatever is compared. Choice: difflib, which may find what reads nicer, has no such bound.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Stretch(NamedTuple):
    """Shape: where in the former and in the latter; what stayed is as long in both."""

    is_kept: bool
    before: range
    after: range


def between(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Stretch]:
    """By turns what stayed and what did not, all of both."""
    ways = [
        Stretch(
            way.tag == "equal",
            range(way.src_start, way.src_end),
            range(way.dest_start, way.dest_end),
        )
        for way in LCSseq.opcodes(before, after)
    ]
    return list(joined(ways, lambda each: each.is_kept))


def joined(stretches: Iterable[Stretch], is_kept: Callable[[Stretch], bool]) -> Iterator[Stretch]:
    """Those that follow each other are one where they are taken for the same."""
    for kept, group in groupby(stretches, is_kept):
        first, *others = group
        last = others[-1] if others else first
        before = range(first.before.start, last.before.stop)
        yield Stretch(kept, before, range(first.after.start, last.after.stop))

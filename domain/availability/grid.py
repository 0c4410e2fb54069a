"""A grid: where in somebody's openings sessions could begin. Rule: S6.

Pure. Units: seconds since 1970.
"""

from collections.abc import Iterator, Sequence

from domain.availability.span import Span


def every(step: int, opened: Sequence[Span]) -> Iterator[int]:
    """The starts of a grid. Choice: counted from where each range begins, for 14:10 is meant."""
    for begin, end in opened:
        yield from range(begin, end, step)


def after_each_other(step: int, opened: Sequence[Span], ends: Sequence[int]) -> Iterator[int]:
    """Starts without gaps: from where a range begins and from each end of what takes time in it."""
    for begin, end in opened:
        anchors = sorted({begin, *(each for each in ends if begin < each < end)})
        for anchor, following in zip(anchors, [*anchors[1:], end], strict=True):
            yield from range(anchor, following, step)

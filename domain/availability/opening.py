"""An opening: when an educator works on some days, and where sessions could begin. Rule: S6 S7.

Pure. Units: seconds since 1970, so that a day of 23 or 25 hours is as long as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from domain.availability import wall
from domain.availability.picture import ONE_DAY, Picture

Span = tuple[int, int]


def ranges(picture: Picture, service: UUID | None, first: date, last: date) -> list[Span]:
    """Of each day its own, in order. Shape: what a clock change swallows is left out."""
    found = []
    for day in days(first, last):
        for starts, ends in picture.ranges(day, service):
            begin = seconds(picture, day, starts)
            end = seconds(picture, day, ends)
            found += [(begin, end)] if begin < end else []
    return found


def around(picture: Picture, service: UUID | None) -> list[Span]:
    """All of a picture, where one ends when the next begins joined, as sessions go over that."""
    first, last = picture.first - ONE_DAY, picture.last + ONE_DAY
    return merged(ranges(picture, service, first, last))


def merged(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


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


def days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def seconds(picture: Picture, day: date, minute: int) -> int:
    return int(wall.instant(day, minute, picture.time_zone).timestamp())

"""A span: from when to when something lasts. Pure. Units: seconds since 1970."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, where one ends when the next begins as one."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def around(spans: Sequence[Span], moment: int) -> Span:
    """The last that begins by then, of spans in order; nothing where there is none."""
    at = bisect_right(spans, moment, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 else (0, 0)


def moment(seconds: int) -> datetime:
    """Units: UTC."""
    return datetime.fromtimestamp(seconds, UTC)

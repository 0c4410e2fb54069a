"""Elsewhere: the busy times of other calendars, and how near a session comes to them. Rule: S6.

Pure. Choice: a session keeps its own buffers from them, as what they are may be far away.
Units: seconds since 1970.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from domain.availability import span
from domain.availability.reason import Reason, Rule
from domain.availability.rules import Rules
from domain.availability.span import Span
from domain.busy.busy_time import Busy


class Elsewhere:
    """Of one picture."""

    def __init__(self, busy: Sequence[Busy], rules: Rules) -> None:
        before, after = rules.buffer_before_minutes * 60, rules.buffer_after_minutes * 60
        self._of = _by_calendar(busy)
        self._near = [(0, 0, Rule.BUSY)]
        self._near += [(before, after, Rule.BUFFER)] if before or after else []

    def __bool__(self) -> bool:
        return bool(self._of)

    def against(self, start: int, end: int) -> list[Reason]:
        """What of each calendar a session would come too near to."""
        lying = []
        for calendar, spans in self._of.items():
            for before, after, rule in self._near:
                begins, ends = span.around(spans, end + after - 1)
                if ends > start - before:
                    lying.append(_reason(rule, begins, ends, calendar))
                    break
        return lying

    def ends(self) -> Iterator[int]:
        """Where one of them is over."""
        return (end for spans in self._of.values() for _, end in spans)


def _by_calendar(busy: Sequence[Busy]) -> dict[str, list[Span]]:
    """Shape: apart, for each is named; in order and without overlaps, to be looked for quickly."""
    by_calendar: dict[str, list[Span]] = {}
    for each in busy:
        begin, end = floor(each.starts_at.timestamp()), ceil(each.ends_at.timestamp())
        by_calendar.setdefault(each.calendar, []).append((begin, end))
    return {calendar: span.merged(spans) for calendar, spans in by_calendar.items()}


def _reason(rule: Rule, begins: int, ends: int, calendar: str) -> Reason:
    return Reason(rule, span.moment(begins), span.moment(ends), calendar=calendar)

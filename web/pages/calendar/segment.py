"""A segment: the part of a day that something in the calendar takes, on the wall clock there.

Whatever is to lie in the calendar only needs to begin and to end.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeVar

from web.words import zones

SHORTEST_MINUTES, STEP_MINUTES = 15, 5
DAY_MINUTES = 24 * 60
MOST_LANES = 4


class Timed(Protocol):
    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


T = TypeVar("T", bound=Timed)


class Segment(NamedTuple):
    """Units: minutes since midnight. Shape: lane is its place among `lanes` side by side."""

    begin: int
    end: int
    is_continued: bool
    lane: int = 0
    lanes: int = 1

    @property
    def place(self) -> dict[str, int]:
        """Shape: multiples of STEP_MINUTES, at least SHORTEST_MINUTES long, within the day."""
        begin = min(self.begin // STEP_MINUTES * STEP_MINUTES, DAY_MINUTES - SHORTEST_MINUTES)
        end = max(-(-self.end // STEP_MINUTES) * STEP_MINUTES, begin + SHORTEST_MINUTES)
        hours, rest = divmod(min(end, DAY_MINUTES) - begin, 60)
        where = {"hour": begin // 60, "minute": begin % 60, "hours": hours, "minutes": rest}
        return {**where, "lane": self.lane, "lanes": self.lanes}


def of_day(rows: Iterable[T], day: date) -> list[tuple[T, Segment]]:
    """What lies on that day, side by side where two overlap. Within zones.reading_in().

    Choice: what goes on over midnight is shown on both days.
    """
    found = [(row, _cut(row, day)) for row in rows]
    cut = [(row, segment) for row, segment in found if segment]
    cut.sort(key=lambda each: (each[1].begin, -each[1].end))
    lanes = _lanes([segment for _, segment in cut])
    return [(row, segment) for (row, _), segment in zip(cut, lanes, strict=True)]


def minutes(moment: datetime) -> int:
    """Since midnight there."""
    there = zones.local(moment)
    return there.hour * 60 + there.minute


def _cut(row: Timed, day: date) -> Segment | None:
    starts_on, ends_on = zones.local(row.starts_at).date(), zones.local(row.ends_at).date()
    begin = minutes(row.starts_at) if starts_on == day else 0
    end = minutes(row.ends_at) if ends_on == day else DAY_MINUTES
    is_over = starts_on < day and end == 0
    if is_over or not starts_on <= day <= ends_on:
        return None
    # In an hour that a clock change repeats it may end before it begins.
    return Segment(begin, max(end, begin + SHORTEST_MINUTES), starts_on < day)


def _lanes(segments: list[Segment]) -> list[Segment]:
    placed: list[Segment] = []
    group: list[Segment] = []
    for each in segments:
        if group and each.begin >= max(other.end for other in group):
            placed += _side_by_side(group)
            group = []
        group.append(each)
    return placed + _side_by_side(group)


def _side_by_side(group: list[Segment]) -> list[Segment]:
    """Of those that hang together by overlapping. Shape: at most MOST_LANES, the last is shared."""
    ends: list[int] = []
    lanes: list[int] = []
    for each in group:
        lane = next((lane for lane, end in enumerate(ends) if end <= each.begin), len(ends))
        lane = min(lane, MOST_LANES - 1)
        ends[lane : lane + 1] = [each.end]
        lanes.append(lane)
    paired = zip(group, lanes, strict=True)
    return [each._replace(lane=lane, lanes=len(ends)) for each, lane in paired]

"""A segment: the part of a day that something in the calendar takes, on the wall clock there.

Whatever is to lie in the calendar only needs to begin and to end.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
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


class Place(NamedTuple):
    """Where it is drawn, as texts. Shape: multiples of STEP_MINUTES, at least SHORTEST_MINUTES
    long, within the day; without a lane where nothing lies beside it.
    """

    hour: str
    minute: str
    hours: str
    minutes: str
    lane: str
    lanes: str


class Segment(NamedTuple):
    """Units: minutes since midnight. Shape: lane is its place among `lanes` side by side."""

    begin: int
    end: int
    is_continued: bool
    lane: int = 0
    lanes: int = 1

    @property
    def place(self) -> Place:
        return _place(self.begin, self.end, self.lane, self.lanes)


def of_days(rows: Iterable[T], days: Sequence[date]) -> list[list[tuple[T, Segment]]]:
    """What lies on each of days that follow each other, by its begin, side by side where two
    overlap. Within zones.reading_in().

    Choice: what goes on over midnight is shown on both days.
    """
    here, first, last = zones.here(), days[0].toordinal(), len(days) - 1
    lying: list[list[tuple[T, Segment]]] = [[] for _ in days]
    for row in rows:
        starts, ends = row.starts_at.astimezone(here), row.ends_at.astimezone(here)
        since, until = starts.toordinal() - first, ends.toordinal() - first
        begins, over = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
        for at in range(max(since, 0), min(until, last) + 1):
            begin = begins if at == since else 0
            end = over if at == until else DAY_MINUTES
            # At midnight it is over.
            if end or at == since:
                # In an hour that a clock change repeats it may end before it begins.
                end = max(end, begin + SHORTEST_MINUTES)
                lying[at].append((row, Segment(begin, end, at > since)))
    return [_side_by_side(each) for each in lying]


def minutes(moment: datetime) -> int:
    """Since midnight there."""
    there = zones.local(moment)
    return there.hour * 60 + there.minute


@lru_cache(maxsize=4096)
def _place(begin: int, end: int, lane: int, lanes: int) -> Place:
    begin = min(begin // STEP_MINUTES * STEP_MINUTES, DAY_MINUTES - SHORTEST_MINUTES)
    end = max(-(-end // STEP_MINUTES) * STEP_MINUTES, begin + SHORTEST_MINUTES)
    length = min(end, DAY_MINUTES) - begin
    beside = (lane, lanes) if lanes > 1 else ("", "")
    return Place(*map(str, (*divmod(begin, 60), *divmod(length, 60), *beside)))


def _side_by_side(lying: list[tuple[T, Segment]]) -> list[tuple[T, Segment]]:
    lying.sort(key=lambda each: (each[1].begin, -each[1].end))
    until = 0
    for _, each in lying:
        if each.begin < until:
            return _in_groups(lying)
        until = each.end
    return lying


def _in_groups(lying: list[tuple[T, Segment]]) -> list[tuple[T, Segment]]:
    """What overlaps, beside each other. Shape: by begin."""
    placed: list[tuple[T, Segment]] = []
    group: list[tuple[T, Segment]] = []
    until = 0
    for each in lying:
        if each[1].begin >= until:
            placed += _in_lanes(group)
            group = []
        group.append(each)
        until = max(until, each[1].end)
    return placed + _in_lanes(group)


def _in_lanes(group: list[tuple[T, Segment]]) -> list[tuple[T, Segment]]:
    """Of those that hang together by overlapping. Shape: at most MOST_LANES, the last is shared."""
    if len(group) < 2:
        return group
    ends: list[int] = []
    lanes: list[int] = []
    for _, each in group:
        lane = next((lane for lane, end in enumerate(ends) if end <= each.begin), len(ends))
        lane = min(lane, MOST_LANES - 1)
        ends[lane : lane + 1] = [each.end]
        lanes.append(lane)
    paired = zip(group, lanes, strict=True)
    return [(row, each._replace(lane=lane, lanes=len(ends))) for (row, each), lane in paired]

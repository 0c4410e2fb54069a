"""A preview: every date of a series with what there is to say of it, before anything is made.

Rule: S7 S4. Read in three queries, whatever the number of dates; what holds is decided when it is
proposed and when it is confirmed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.availability import absence
from domain.profiles.actor import Staff
from domain.providers import public_holidays
from domain.sessions import wall_clock
from domain.sessions.asked import LONGEST
from domain.sessions.recurrence import Recurrence

# Whose holidays there are, and in which zone the educator is away.
_WHERE = """
SELECT v.holiday_region, coalesce(r.time_zone, p.time_zone)
FROM providers v JOIN profiles p ON p.id = {}
LEFT JOIN availability_rules r ON r.educator = p.id WHERE v.id = {}
"""
# Each side on its own index, bounded by the start.
_TAKEN = """
SELECT 'educator', s.starts_at, s.ends_at, s.service_name, l.name
FROM sessions s JOIN profiles l ON l.id = s.learner WHERE s.educator = {} AND {between}
UNION ALL SELECT 'learner', s.starts_at, s.ends_at, '', l.name
FROM sessions s JOIN profiles l ON l.id = s.learner
WHERE s.learner = {} AND s.educator <> {} AND {between}
ORDER BY 2, 3
""".replace("{between}", "s.state = 'confirmed' AND s.starts_at > {} AND s.starts_at < {}")


class Kind(StrEnum):
    """Why a date is left out, and what a clock change does to its time."""

    PAST = "past"
    HOLIDAY = "holiday"
    ABSENCE = "absence"
    EDUCATOR = "educator"
    LEARNER = "learner"
    SKIPPED = "skipped"
    TWICE = "twice"


LEAVING_OUT = frozenset({Kind.PAST, Kind.HOLIDAY, Kind.ABSENCE, Kind.EDUCATOR, Kind.LEARNER})
"""What speaks against a date. Choice: the other side's conflict too, for it could not confirm."""
IMPOSSIBLE = frozenset({Kind.PAST, Kind.EDUCATOR})
"""What an educator cannot propose at all, as with one session."""


class Mark(NamedTuple):
    """Shape: what is the name of the holiday, or with whom the educator is; else ""."""

    kind: Kind
    what: str = ""


class Date(NamedTuple):
    """One date. Shape: marks are all there are, those that speak against it first."""

    day: date
    starts_at: datetime
    ends_at: datetime
    marks: tuple[Mark, ...]

    @property
    def is_free(self) -> bool:
        """Whether nothing speaks against it."""
        return not any(mark.kind in LEAVING_OUT for mark in self.marks)

    @property
    def is_possible(self) -> bool:
        return not any(mark.kind in IMPOSSIBLE for mark in self.marks)


_Span = tuple[datetime, datetime]


class _Rival(NamedTuple):
    """A confirmed session of one of the two sides."""

    whose: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str


async def dates(
    recurrence: Recurrence, minutes: int, learner: UUID, language: str, *, by: Staff
) -> list[Date]:
    """Rule: S7. Shape: of a recurrence without faults; minutes as the service lasts; names of
    holidays in the language.
    """
    days, length = recurrence.days(), timedelta(minutes=minutes)
    at, zone = recurrence.wall_time, recurrence.time_zone
    starts = [wall_clock.instant(day, at, zone) for day in days]
    (where,) = await database.rows(_WHERE, by.profile_id, by.provider_id)
    holidays = public_holidays.among(where[0], days, language)
    absences = await _absences(days, where[1], by)
    rivals = await _rivals(starts[0], starts[-1] + length, learner, by)
    found = []
    for day, start in zip(days, starts, strict=True):
        marks = [
            *_past(start),
            *([Mark(Kind.HOLIDAY, holidays[day])] if day in holidays else []),
            *_away(start, start + length, absences),
            *_taken(start, start + length, rivals),
            *_odd(wall_clock.oddity(day, at, zone)),
        ]
        found.append(Date(day, start, start + length, tuple(marks)))
    return found


async def _absences(days: Sequence[date], zone: str, by: Staff) -> list[_Span]:
    """Read with the days around, for the series may be meant in another zone."""
    first, last = days[0] - timedelta(days=1), days[-1] + timedelta(days=2)
    return [each.span(zone) for each in await absence.between(by.profile_id, first, last)]


async def _rivals(first: datetime, last: datetime, learner: UUID, by: Staff) -> list[_Rival]:
    """In order of time. The start bounds the index; no service is longer."""
    span = (first - LONGEST, last)
    me = by.profile_id
    rows = await database.rows(_TAKEN, me, *span, learner, me, *span)
    return [_Rival(*row) for row in rows]


def _away(start: datetime, end: datetime, absences: Sequence[_Span]) -> Iterator[Mark]:
    if any(begun < end and ended > start for begun, ended in absences):
        yield Mark(Kind.ABSENCE)


def _past(start: datetime) -> Iterator[Mark]:
    if start <= clock.now():
        yield Mark(Kind.PAST)


def _taken(start: datetime, end: datetime, rivals: Sequence[_Rival]) -> Iterator[Mark]:
    """One for each side whose time is taken."""
    at = bisect_left(rivals, start - LONGEST, key=lambda rival: rival.starts_at)
    found: dict[str, Mark] = {}
    while at < len(rivals) and rivals[at].starts_at < end:
        rival, at = rivals[at], at + 1
        if rival.ends_at > start:
            what = f"{rival.service}, {rival.learner}" if rival.service else ""
            found.setdefault(rival.whose, Mark(Kind(rival.whose), what))
    yield from found.values()


def _odd(oddity: wall_clock.Oddity | None) -> Iterator[Mark]:
    if oddity is not None:
        yield Mark(Kind(oddity.value))

"""A preview: every date of a series with what there is to say of it, before anything is made.

Rule: S7 S4. Read in two queries, whatever the number of dates; what holds is decided when it is
proposed and when it is confirmed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.profiles.actor import Staff
from domain.providers import public_holidays
from domain.sessions import wall_clock
from domain.sessions.asked import LONGEST
from domain.sessions.recurrence import Recurrence

_REGION = "SELECT holiday_region FROM providers WHERE id = {}"
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
    EDUCATOR = "educator"
    LEARNER = "learner"
    SKIPPED = "skipped"
    TWICE = "twice"


LEAVING_OUT = frozenset({Kind.PAST, Kind.HOLIDAY, Kind.EDUCATOR, Kind.LEARNER})
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
    holidays = await _holidays(days, language, by)
    rivals = await _rivals(starts[0], starts[-1] + length, learner, by)
    found = []
    for day, start in zip(days, starts, strict=True):
        marks = [
            *_past(start),
            *([Mark(Kind.HOLIDAY, holidays[day])] if day in holidays else []),
            *_taken(start, start + length, rivals),
            *_odd(wall_clock.oddity(day, at, zone)),
        ]
        found.append(Date(day, start, start + length, tuple(marks)))
    return found


async def _holidays(days: Iterable[date], language: str, by: Staff) -> dict[date, str]:
    row = await database.row(_REGION, by.provider_id)
    return public_holidays.among(row[0], days, language) if row else {}


async def _rivals(first: datetime, last: datetime, learner: UUID, by: Staff) -> list[_Rival]:
    """In order of time. The start bounds the index; no service is longer."""
    span = (first - LONGEST, last)
    me = by.profile_id
    rows = await database.rows(_TAKEN, me, *span, learner, me, *span)
    return [_Rival(*row) for row in rows]


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

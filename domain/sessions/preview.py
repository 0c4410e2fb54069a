"""A preview: every date of a series with what there is to say of it, before anything is made.

Rule: S7 S4. Read in three queries, whatever the number of dates; what holds is decided when it is
proposed and when it is confirmed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.availability import opening, picture
from domain.availability.picture import Picture
from domain.availability.rules import Rules
from domain.busy.busy_time import Busy
from domain.profiles.actor import Staff
from domain.providers import public_holidays
from domain.providers.service import Service
from domain.sessions import rival, wall_clock
from domain.sessions.asked import LONGEST
from domain.sessions.recurrence import Recurrence
from domain.sessions.rival import Rival
from domain.sessions.wall_clock import Span

# Whose holidays there are, in which zone the educator is away, and what calendars elsewhere take.
_WHERE = """
SELECT v.holiday_region, coalesce(r.time_zone, p.time_zone), t.starts_at, t.ends_at, k.name
FROM providers v JOIN profiles p ON p.id = {}
LEFT JOIN availability_rules r ON r.educator = p.id
LEFT JOIN busy_times t ON t.educator = p.id AND t.ends_at > {} AND t.starts_at < {}
LEFT JOIN busy_calendars k ON k.id = t.calendar WHERE v.id = {}
ORDER BY t.starts_at, t.ends_at, t.id
"""


class Kind(StrEnum):
    """Why a date is left out, what there is to think of, and what a clock change does to it."""

    PAST = "past"
    HOLIDAY = "holiday"
    ABSENCE = "absence"
    BUSY = "busy"
    EDUCATOR = "educator"
    GROUP = "group"
    LEARNER = "learner"
    OUTSIDE = "outside"
    WAITS = "waits"
    SKIPPED = "skipped"
    TWICE = "twice"


LEAVING_OUT = frozenset(set(Kind) - {Kind.OUTSIDE, Kind.WAITS, Kind.SKIPPED, Kind.TWICE})
"""What speaks against a date. Choice: the other side's conflict too, for it could not confirm; not
what is outside of the hours, or waits for an answer, as with one session. Rule: S2.
"""
IMPOSSIBLE = frozenset({Kind.PAST, Kind.EDUCATOR, Kind.GROUP})
"""What an educator cannot propose at all, as with one session."""


class Mark(NamedTuple):
    """Shape: what is the name of the holiday, the calendar or the group, with whom the educator is,
    or who waits; else "".
    """

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


class _Known(NamedTuple):
    """What was read of the weeks in which the dates lie. Shape: rivals in order of time."""

    holidays: Mapping[date, str]
    hours: Picture
    absences: Sequence[Span]
    busy: Sequence[Busy]
    rivals: Sequence[Rival]

    def marks(self, day: date, start: datetime, length: timedelta, booked: Service) -> list[Mark]:
        end = start + length
        return [
            *_past(start),
            *([Mark(Kind.HOLIDAY, self.holidays[day])] if day in self.holidays else []),
            *(_away(start, end, self.absences) or _outside(start, length, booked, self.hours)),
            *_busy(start, end, self.busy),
            *_taken(start, end, self.rivals),
        ]


async def dates(
    recurrence: Recurrence, booked: Service, learner: UUID, language: str, *, by: Staff
) -> list[Date]:
    """Rule: S7 S2. Shape: of a recurrence without faults; names of holidays in the language."""
    days, length = recurrence.days(), timedelta(minutes=booked.duration_minutes)
    at, zone = recurrence.wall_time, recurrence.time_zone
    starts = [wall_clock.instant(day, at, zone) for day in days]
    known = await _known(days, (starts[0], starts[-1] + length), learner, language, by)
    previewed = []
    for day, start in zip(days, starts, strict=True):
        marks = known.marks(day, start, length, booked)
        marks += _odd(wall_clock.oddity(day, at, zone))
        # What speaks against it first.
        marks.sort(key=lambda mark: mark.kind not in LEAVING_OUT)
        previewed.append(Date(day, start, start + length, tuple(marks)))
    return previewed


async def _known(
    days: Sequence[date], span: Span, learner: UUID, language: str, by: Staff
) -> _Known:
    where = await database.rows(_WHERE, by.profile_id, *span, by.provider_id)
    hours = await _hours(days, where[0][1], by)
    return _Known(
        public_holidays.among(where[0][0], days, language),
        hours,
        [each.span(hours.time_zone) for each in hours.absences],
        [Busy(*row[2:]) for row in where if row[2] is not None],
        await rival.between(*span, learner, by=by),
    )


async def _hours(days: Sequence[date], zone: str, by: Staff) -> Picture:
    """Read with the days around, for the series may be meant in another zone."""
    first, last = days[0] - timedelta(days=1), days[-1] + timedelta(days=2)
    return await picture.read_hours(by.profile_id, first, last, Rules(zone))


def _away(start: datetime, end: datetime, absences: Sequence[Span]) -> list[Mark]:
    is_away = any(begun < end and ended > start for begun, ended in absences)
    return [Mark(Kind.ABSENCE)] if is_away else []


def _outside(start: datetime, length: timedelta, booked: Service, known: Picture) -> list[Mark]:
    """Rule: S2. Shape: none while no hours were said."""
    is_inside = not known.hours or opening.holds(known, booked.id, start, start + length)
    return [] if is_inside else [Mark(Kind.OUTSIDE)]


def _busy(start: datetime, end: datetime, busy: Sequence[Busy]) -> Iterator[Mark]:
    """Rule: S6. Once for each calendar."""
    calendars = (each.calendar for each in busy if each.starts_at < end and each.ends_at > start)
    return (Mark(Kind.BUSY, calendar) for calendar in dict.fromkeys(calendars))


def _past(start: datetime) -> Iterator[Mark]:
    if start <= clock.now():
        yield Mark(Kind.PAST)


def _taken(start: datetime, end: datetime, rivals: Sequence[Rival]) -> Iterator[Mark]:
    """One for each side whose time is taken, and one for all that wait."""
    at = bisect_left(rivals, start - LONGEST, key=lambda each: each.starts_at)
    by_person: dict[str, list[str]] = {}
    while at < len(rivals) and rivals[at].starts_at < end:
        lying, at = rivals[at], at + 1
        if lying.ends_at > start:
            by_person.setdefault(lying.whose, []).append(lying.what)
    for whose, what in by_person.items():
        named = dict.fromkeys(what) if whose == Kind.WAITS else what[:1]
        yield Mark(Kind(whose), ", ".join(named))


def _odd(oddity: wall_clock.Oddity | None) -> Iterator[Mark]:
    if oddity is not None:
        yield Mark(Kind(oddity.value))

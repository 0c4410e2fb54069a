"""A preview: every date of a series with what there is to say of it, before anything is made.

Rule: S7 S4. Read in three queries, whatever the number of dates; what holds is decided when it is
proposed and when it is confirmed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.availability import picture
from domain.availability.picture import Picture
from domain.busy.busy_time import Busy
from domain.profiles.actor import Staff
from domain.providers import public_holidays
from domain.providers.service import Service
from domain.sessions import marking, rival, wall_clock
from domain.sessions.mark import IMPOSSIBLE, LEAVING_OUT, Kind, Mark
from domain.sessions.recurrence import Recurrence
from domain.sessions.rival import Rival
from domain.sessions.wall_clock import Span

_REGION = "SELECT holiday_region FROM providers WHERE id = {}"


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
            *marking.past(start),
            *([Mark(Kind.HOLIDAY, self.holidays[day])] if day in self.holidays else []),
            *(
                marking.away(start, end, self.absences)
                or marking.outside(start, length, booked, self.hours)
            ),
            *marking.busy(start, end, self.busy),
            *marking.taken(start, end, self.rivals),
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
        marks += marking.odd(wall_clock.oddity(day, at, zone))
        # What speaks against it first.
        marks.sort(key=lambda mark: mark.kind not in LEAVING_OUT)
        previewed.append(Date(day, start, start + length, tuple(marks)))
    return previewed


async def _known(
    days: Sequence[date], span: Span, learner: UUID, language: str, by: Staff
) -> _Known:
    ((region,),) = await database.rows(_REGION, by.provider_id)
    # With the days around, for the series may be meant in another zone.
    first, last = days[0] - timedelta(days=1), days[-1] + timedelta(days=2)
    hours = await picture.read_hours(by.profile_id, first, last, busy=span)
    return _Known(
        public_holidays.among(region, days, language),
        hours,
        [each.span(hours.time_zone) for each in hours.absences],
        hours.busy,
        await rival.between(*span, learner, by=by),
    )

"""A picture: all that decides when an educator can be booked, read at once. Rule: S6.

Shape: three statements, however long the window and however much is in it; what lies outside of
the window is not read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.availability import hours, rules, taken, wall
from domain.availability.absence import Absence
from domain.availability.exception import Ranges
from domain.availability.hours import Weekly
from domain.availability.rules import Rules
from domain.availability.taken import Taken
from domain.busy.busy_time import Busy
from domain.sessions.asked import LONGEST

ONE_DAY = timedelta(days=1)

# Absences first, since SQLite takes the kinds of the columns from the first part.
_SAID = """
SELECT 'absence', id, first_on, last_on, starts_minute, ends_minute, reason FROM absences
WHERE educator = {} AND last_on >= {} AND first_on <= {}
UNION ALL
SELECT 'exception', NULL, on_day, on_day, starts_minute, ends_minute, '' FROM hours_exceptions
WHERE educator = {} AND on_day >= {} AND on_day <= {}
UNION ALL
SELECT 'hours', service, NULL, NULL, starts_minute, ends_minute, CAST(weekday AS VARCHAR(1))
FROM weekly_hours WHERE educator = {}
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """Shape: of whole weeks, from a Monday to a Sunday in the zone of the rules, and of the days
    beside them, into which a session can reach.
    """

    now: datetime
    first: date
    last: date
    rules: Rules
    hours: Sequence[Weekly]
    exceptions: Mapping[date, Ranges]
    absences: Sequence[Absence]
    taken: Sequence[Taken]
    busy: Sequence[Busy] = ()

    @property
    def time_zone(self) -> str:
        return self.rules.time_zone

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def last_bookable(self) -> date:
        """The end of the booking window."""
        return self.today + timedelta(days=self.rules.window_days)

    def ranges(self, day: date, service: UUID | None) -> Ranges:
        """When the educator works on a day, for one service or for any."""
        if (said := self.exceptions.get(day)) is not None:
            return said
        has_own = any(each.service == service for each in self.hours)
        return tuple(
            (each.starts_minute, each.ends_minute)
            for each in self.hours
            if each.weekday == day.weekday()
            and (service is None or each.service == (service if has_own else None))
        )


async def read(
    educator: UUID,
    first: date,
    last: date,
    *,
    family: UUID | None = None,
    learners: Collection[UUID] = (),
) -> Picture:
    """Shape: family does not stand in its own way with the slot that it is choosing; learners have
    sessions with others too. Rule: S4.
    """
    known = await read_hours(educator, first, last)
    since = wall.instant(known.first, 0, known.time_zone) - 2 * LONGEST
    until = wall.instant(known.last, hours.DAY_MINUTES, known.time_zone) + LONGEST
    found, busy = await taken.read(
        educator, since, until, known.now, family=family, learners=learners
    )
    return replace(known, taken=found, busy=busy)


async def read_hours(
    educator: UUID, first: date, last: date, chosen: Rules | None = None
) -> Picture:
    """The same without what is taken: for when somebody works, whatever stands there.

    Shape: one statement with the rules, where they are read already.
    """
    now, chosen = clock.now(), chosen or await rules.of(educator)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    days = (educator, monday - ONE_DAY, sunday + ONE_DAY)
    said = await database.rows(_SAID, *days, *days, educator)
    return Picture(
        now=now,
        first=monday,
        last=sunday,
        rules=chosen,
        hours=[
            Weekly(int(weekday), starts, ends, service)
            for kind, service, _, _, starts, ends, weekday in said
            if kind == "hours"
        ],
        exceptions=_exceptions(said),
        absences=[Absence(*row[1:]) for row in said if row[0] == "absence"],
        taken=(),
    )


def _exceptions(said: Sequence[tuple[Any, ...]]) -> dict[date, Ranges]:
    exceptions: dict[date, Ranges] = {}
    for kind, _, day, _, starts, ends, _ in said:
        if kind == "exception":
            exceptions[day] = exceptions.get(day, ()) + (((starts, ends),) if ends else ())
    return exceptions

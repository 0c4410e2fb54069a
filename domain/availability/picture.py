"""A picture: all that decides when an educator can be booked, read at once. Rule: S6.

Shape: two statements, however long the window and however much is in it; what lies outside of
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
_KINDS = ("absence", "exception", "hours", "rules", "busy")

# Absences first, since SQLite takes the kinds of the columns from the first part.
_SAID = f"""
SELECT 'absence', id, first_on, last_on, starts_minute, ends_minute, reason,
  CAST(NULL AS TIMESTAMPTZ) AS "begins [TIMESTAMPTZ]",
  CAST(NULL AS TIMESTAMPTZ) AS "ends [TIMESTAMPTZ]", {rules.NOTHING}
FROM absences WHERE educator = {{}} AND last_on >= {{}} AND first_on <= {{}}
UNION ALL
SELECT 'exception', NULL, on_day, on_day, starts_minute, ends_minute, '', NULL, NULL,
  {rules.NOTHING}
FROM hours_exceptions WHERE educator = {{}} AND on_day >= {{}} AND on_day <= {{}}
UNION ALL
SELECT 'hours', service, NULL, NULL, starts_minute, ends_minute, CAST(weekday AS VARCHAR(1)),
  NULL, NULL, {rules.NOTHING}
FROM weekly_hours WHERE educator = {{}}
UNION ALL
SELECT 'rules', NULL, NULL, NULL, 0, 0, '', NULL, NULL, {rules.ASKED}
FROM {rules.PROFILES} WHERE p.id = {{}}
"""
# The end bounds the index, for nobody knows how long they last.
_BUSY = f"""
UNION ALL
SELECT 'busy', NULL, NULL, NULL, 0, 0, k.name, t.starts_at, t.ends_at, {rules.NOTHING}
FROM busy_times t JOIN busy_calendars k ON k.id = t.calendar
WHERE t.educator = {{}} AND t.ends_at > {{}} AND t.starts_at < {{}}
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
    educator: UUID,
    first: date,
    last: date,
    *,
    busy: tuple[datetime, datetime] | None = None,
) -> Picture:
    """The same without what is taken: for when somebody works, whatever stands there.

    Shape: one statement; of what is busy elsewhere what reaches into such a time, in order.
    """
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    days = (educator, monday - ONE_DAY, sunday + ONE_DAY)
    sql, values = (_SAID + _BUSY, [educator, *busy]) if busy else (_SAID, [])
    said: dict[str, list[Sequence[Any]]] = {kind: [] for kind in _KINDS}
    for kind, *row in await database.rows(sql, *days, *days, educator, educator, *values):
        said[kind].append(row)
    return Picture(
        now=clock.now(),
        first=monday,
        last=sunday,
        rules=rules.read(said["rules"][0][8:]),
        hours=[
            Weekly(int(weekday), starts, ends, service)
            for service, _, _, starts, ends, weekday, *_ in said["hours"]
        ],
        exceptions=_exceptions(said["exception"]),
        absences=[Absence(*row[:6]) for row in said["absence"]],
        taken=(),
        busy=sorted(Busy(row[6], row[7], row[5]) for row in said["busy"]),
    )


def _exceptions(said: Sequence[Sequence[Any]]) -> dict[date, Ranges]:
    exceptions: dict[date, Ranges] = {}
    for _, day, _, starts, ends, *_ in said:
        exceptions[day] = exceptions.get(day, ()) + (((starts, ends),) if ends else ())
    return exceptions

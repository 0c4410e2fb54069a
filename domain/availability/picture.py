"""A picture: all that decides when an educator can be booked, read at once. Rule: S6.

Shape: three statements, however long the window and however much is in it; what lies outside of
the window is not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.availability import hours, rules, wall
from domain.availability.absence import Absence
from domain.availability.exception import Ranges
from domain.availability.hours import Weekly
from domain.availability.rules import Rules
from domain.sessions.asked import LONGEST

# The start bounds both indices. Sessions of one group take one time. A request that was confirmed
# has its claim until that ends, for a confirmation can be taken back; its session says more.
_TAKEN = """
SELECT DISTINCT s.starts_at, s.ends_at, 'session' AS kind FROM sessions s
WHERE s.educator = {} AND s.state = 'confirmed' AND s.starts_at > {} AND s.starts_at < {}
UNION ALL
SELECT c.starts_at, c.ends_at, c.kind FROM claims c LEFT JOIN sessions s ON s.id = c.session
WHERE c.educator = {} AND c.starts_at > {} AND c.starts_at < {} AND c.expires_at > {}
  AND (c.session IS NULL AND c.family <> {} OR s.state = 'pending')
UNION ALL
SELECT s.starts_at, s.ends_at, 'learner' FROM sessions s
WHERE s.learner = {} AND s.educator <> {} AND s.state = 'confirmed'
  AND s.starts_at > {} AND s.starts_at < {}
ORDER BY 1
"""


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


class Kind(StrEnum):
    """What takes a time: a confirmed session, a request that waits, a slot being chosen, and a
    session of the learner with somebody else.
    """

    SESSION = "session"
    REQUEST = "request"
    CHOICE = "choice"
    LEARNER = "learner"


class Taken(NamedTuple):
    """Shape: a session's own time; of the others with the buffers, as they keep it."""

    starts_at: datetime
    ends_at: datetime
    kind: str


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
    learner: UUID | None = None,
) -> Picture:
    """Shape: family does not stand in its own way with the slot that it is choosing; learner has
    sessions with others too. Rule: S4.
    """
    known = await read_hours(educator, first, last)
    since = wall.instant(known.first, 0, known.time_zone) - 2 * LONGEST
    until = wall.instant(known.last, hours.DAY_MINUTES, known.time_zone) + LONGEST
    span = (educator, since, until)
    others = (learner or educator, educator, since, until)
    taken = await database.rows(_TAKEN, *span, *span, known.now, family or educator, *others)
    return replace(known, taken=[Taken(*row) for row in taken])


async def read_hours(educator: UUID, first: date, last: date) -> Picture:
    """The same without what is taken: for when somebody works, whatever stands there."""
    now, chosen = clock.now(), await rules.of(educator)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    days = (educator, monday - ONE_DAY, sunday + ONE_DAY)
    said = await database.rows(_SAID, *days, *days, educator)
    exceptions: dict[date, Ranges] = {}
    for kind, _, day, _, starts, ends, _ in said:
        if kind == "exception":
            exceptions[day] = exceptions.get(day, ()) + (((starts, ends),) if ends else ())
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
        exceptions=exceptions,
        absences=[Absence(*row[1:]) for row in said if row[0] == "absence"],
        taken=(),
    )

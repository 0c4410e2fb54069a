"""A picture: all that decides when an educator can be booked, read at once. Rule: S6.

Shape: five statements, however long the window and however much is in it; what lies outside of
the window is not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.availability import absence, exception, hours, rules, wall
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
ORDER BY 1
"""


ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What takes a time: a confirmed session, a request that waits, a slot being chosen."""

    SESSION = "session"
    REQUEST = "request"
    CHOICE = "choice"


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

    def ranges(self, day: date, service: UUID) -> Ranges:
        """When the educator works on a day, for one service."""
        if (said := self.exceptions.get(day)) is not None:
            return said
        has_own = any(each.service == service for each in self.hours)
        return tuple(
            (each.starts_minute, each.ends_minute)
            for each in self.hours
            if each.weekday == day.weekday() and each.service == (service if has_own else None)
        )


async def read(educator: UUID, first: date, last: date, *, family: UUID | None = None) -> Picture:
    """Shape: family does not stand in its own way with the slot that it is choosing."""
    now, chosen = clock.now(), await rules.of(educator)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    beside = (monday - ONE_DAY, sunday + ONE_DAY)
    since = wall.instant(monday, 0, chosen.time_zone) - 2 * LONGEST
    until = wall.instant(sunday, hours.DAY_MINUTES, chosen.time_zone) + LONGEST
    span = (educator, since, until)
    taken = await database.rows(_TAKEN, *span, *span, now, family or educator)
    return Picture(
        now=now,
        first=monday,
        last=sunday,
        rules=chosen,
        hours=await hours.of(educator),
        exceptions=await exception.between(educator, *beside),
        absences=await absence.between(educator, *beside),
        taken=[Taken(*row) for row in taken],
    )

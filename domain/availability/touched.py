"""What is arranged when an educator does not work, or is away: told, never changed. Rule: S6."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.availability import picture
from domain.availability.picture import Picture
from domain.availability.plan import Plan
from domain.sessions import waiting

MOST = 300
NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Hours on the educator's clock."""

_COMING = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service, s.service_name, l.name, f.name
FROM sessions s JOIN profiles l ON l.id = s.learner JOIN families f ON f.id = s.family
{waiting.JOIN}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND (s.state = 'confirmed' OR {waiting.IS_WAITING})
ORDER BY s.starts_at, s.id LIMIT {MOST}
"""


class Touched(NamedTuple):
    """A session or a request that lies outside of the hours, or in an absence."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: UUID
    service_name: str
    learner: str
    family: str

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


class Unusual(StrEnum):
    """What may be a slip of whoever proposes a time. Rule: S2."""

    OUTSIDE = "outside"
    NIGHT = "night"


async def unusual(
    educator: UUID, service: UUID, minutes: int, starts: Sequence[datetime | None]
) -> list[Unusual | None]:
    """Of each time what its educator is told before it is sent. Rule: S2. Choice: who published no
    hours hears of the night alone. Shape: None where nothing is, or the time is not known.
    """
    days = [each.date() for each in starts if each is not None]
    if not days:
        return [None for _ in starts]
    known = await picture.read_hours(educator, min(days), max(days))
    plan = Plan(known, service, minutes)
    return [_unusual(each, plan, known) if each is not None else None for each in starts]


async def coming(educator: UUID) -> list[Touched]:
    """Of the next ones, in order of time. Shape: none while no hours were said."""
    now = clock.now()
    rows = [Touched(*row) for row in await database.rows(_COMING, educator, now, now)]
    if not rows:
        return []
    known = await picture.read_hours(educator, rows[0].starts_at.date(), rows[-1].starts_at.date())
    if not known.hours:
        return []
    plan = cache(partial(Plan, known))
    return [
        row for row in rows if not plan(row.service, row.minutes).is_within_hours(row.starts_at)
    ]


def _unusual(start: datetime, plan: Plan, known: Picture) -> Unusual | None:
    if known.hours:
        return None if plan.is_within_hours(start) else Unusual.OUTSIDE
    hour = start.astimezone(ZoneInfo(known.time_zone)).hour
    return Unusual.NIGHT if hour >= NIGHT_FROM or hour < NIGHT_UNTIL else None

"""What is arranged when an educator does not work, or is away: told, never changed. Rule: S6."""

from datetime import datetime, timedelta
from functools import cache, partial
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.availability import picture
from domain.availability.plan import Plan
from domain.sessions import waiting

MOST = 300

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

"""What is arranged when an educator does not work, or is away: told, never changed. Rule: S6."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.availability import picture
from domain.availability.plan import Plan
from domain.providers.service import Service

MOST = 300

_COMING = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service, s.service_name, l.name, f.name
FROM sessions s JOIN profiles l ON l.id = s.learner JOIN families f ON f.id = s.family
JOIN proposals o ON o.id = s.proposal
WHERE s.educator = {{}} AND s.starts_at > {{}}
  AND (s.state = 'confirmed' OR s.state = 'pending' AND o.expires_at > {{}})
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


async def is_outside(educator: UUID, service: Service, starts_at: datetime) -> bool:
    """Whether a session would lie so. Rule: S2: who proposes it is told. Shape: as `coming`."""
    day = starts_at.date()
    known = await picture.read_hours(educator, day, day)
    plan = Plan(known, service.id, service.duration_minutes)
    return bool(known.hours) and not plan.is_within_hours(starts_at)


async def coming(educator: UUID) -> list[Touched]:
    """Of the next ones, in order of time. Shape: none while no hours were said."""
    now = clock.now()
    rows = [Touched(*row) for row in await database.rows(_COMING, educator, now, now)]
    if not rows:
        return []
    known = await picture.read_hours(educator, rows[0].starts_at.date(), rows[-1].starts_at.date())
    if not known.hours:
        return []
    plans: dict[tuple[UUID, float], Plan] = {}
    found = []
    for row in rows:
        minutes = (row.ends_at - row.starts_at).total_seconds() / 60
        key = row.service, minutes
        if key not in plans:
            plans[key] = Plan(known, row.service, int(minutes))
        found += [] if plans[key].is_within_hours(row.starts_at) else [row]
    return found

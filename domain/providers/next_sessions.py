"""What a family and a provider have before them: the next sessions of their connection."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.sessions import waiting

_COMING = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, p.name, p.colour
FROM sessions s {waiting.JOIN} JOIN profiles p ON p.id = s.learner
WHERE s.connection = {{}} AND s.ends_at > {{}} AND (s.state = 'confirmed'
  OR ({waiting.IS_WAITING}))
ORDER BY s.starts_at, s.id LIMIT {{}}
"""


class Coming(NamedTuple):
    """One session that is to come."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    colour: int


async def coming(connection: UUID, limit: int = 5) -> list[Coming]:
    """Confirmed sessions that have not ended and proposals that wait, the next one first."""
    now = clock.now()
    return [Coming(*row) for row in await database.rows(_COMING, connection, now, now, limit)]

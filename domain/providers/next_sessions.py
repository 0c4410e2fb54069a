"""What a family and a provider have before them and behind them: sessions of their connection."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database
from domain.sessions import waiting

_SELECT = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, p.name, p.kind, p.colour,
  p.creature
FROM sessions s {waiting.JOIN} JOIN profiles p ON p.id = s.learner
"""
_COMING = f"""
{_SELECT} WHERE s.connection = {{}} AND s.ends_at > {{}} AND (s.state = 'confirmed'
  OR ({waiting.IS_WAITING}))
ORDER BY s.starts_at, s.id LIMIT {{}}
"""
_GONE = f"""
{_SELECT} WHERE s.connection = {{}} AND s.ends_at <= {{}} AND s.state != 'pending'
ORDER BY s.ends_at DESC, s.id LIMIT {{}}
"""


class Coming(NamedTuple):
    """One session that is to come, or is over."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    learner_kind: str
    colour: int
    creature: int


async def coming(connection: UUID, limit: int = 5) -> list[Coming]:
    """Confirmed sessions that have not ended and proposals that wait, the next one first."""
    now = clock.now()
    return [Coming(*row) for row in await database.rows(_COMING, connection, now, now, limit)]


async def gone(connection: UUID, limit: int = 5) -> list[Coming]:
    """What is over, whatever became of it, the latest first."""
    rows = await database.rows(_GONE, connection, clock.now(), limit)
    return [Coming(*row) for row in rows]

"""Bookable: with whom a family can request what: who has said when they work. Rule: S5 S6."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.errors import NotFound
from domain.profiles.actor import Guardian

_BOOKABLE = """
SELECT c.id, v.id, v.name, v.kind, e.id, e.name,
  COALESCE(NULLIF(a.meeting_url, ''), w.meeting_url),
  s.id, s.name, s.description, s.duration_minutes, s.credits
FROM connections c JOIN providers v ON v.id = c.provider
JOIN assignments a ON a.connection = c.id AND a.ended_at IS NULL
JOIN profiles e ON e.id = a.educator
JOIN staff w ON w.profile = e.id AND w.provider = v.id AND w.role = 'educator'
  AND w.ended_at IS NULL
JOIN services s ON s.provider = v.id AND s.retired_at IS NULL
WHERE c.family = {} AND c.ended_at IS NULL
  AND EXISTS (SELECT 1 FROM weekly_hours h WHERE h.educator = e.id)
ORDER BY lower(v.name), v.id, lower(e.name), e.id, lower(s.name), s.duration_minutes, s.id
"""


class Bookable(NamedTuple):
    """A service of an educator. Units: minutes, whole credits."""

    connection: UUID
    provider: UUID
    provider_name: str
    provider_kind: str
    educator: UUID
    educator_name: str
    room: str
    service: UUID
    service_name: str
    description: str
    duration_minutes: int
    credits: int


async def by_family(by: Guardian) -> list[Bookable]:
    """By provider, educator and service. One query."""
    return [Bookable(*row) for row in await database.rows(_BOOKABLE, by.family_id)]


def one(known: Sequence[Bookable], educator: UUID, service: UUID) -> Bookable:
    """Errors: NotFound."""
    for each in known:
        if (each.educator, each.service) == (educator, service):
            return each
    raise NotFound

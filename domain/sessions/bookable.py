"""Bookable: with whom a family can request what: who has said when they work. Rule: S5 S6."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.errors import NotFound
from domain.profiles.actor import Guardian

_BOOKABLE = f"""
SELECT c.id, v.id, v.name, v.kind, e.id, e.name,
  COALESCE(NULLIF(a.meeting_url, ''), w.meeting_url),
  s.id, s.name, s.description, s.duration_minutes, s.credits, v.notice_hours
FROM connections c JOIN providers v ON v.id = c.provider {reach.TEACHES}
JOIN profiles e ON e.id = a.educator
JOIN services s ON s.provider = v.id AND s.retired_at IS NULL AND s.places_count = 1
WHERE c.family = {{}} AND c.ended_at IS NULL
  AND EXISTS (SELECT 1 FROM weekly_hours h WHERE h.educator = e.id)
ORDER BY lower(v.name), v.id, lower(e.name), e.id, lower(s.name), s.duration_minutes, s.id
"""


class Bookable(NamedTuple):
    """A service of an educator. Units: minutes, whole credits; notice_hours elapsed hours."""

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
    notice_hours: int


async def by_family(by: Guardian) -> list[Bookable]:
    """By provider, educator and service. One query."""
    return [Bookable(*row) for row in await database.rows(_BOOKABLE, by.family_id)]


def one(known: Sequence[Bookable], educator: UUID, service: UUID) -> Bookable:
    """Errors: NotFound."""
    for each in known:
        if (each.educator, each.service) == (educator, service):
            return each
    raise NotFound

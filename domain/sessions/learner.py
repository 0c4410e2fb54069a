"""A learner: whom an educator can propose a session for. Rule: S2 B5."""

from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.profiles.actor import Staff

_LEARNERS = f"""
SELECT p.id, p.name, p.colour, f.id, f.name,
  (SELECT coalesce(sum(k.free_count), 0) FROM packages k WHERE k.connection = c.id)
FROM connections c JOIN families f ON f.id = c.family
JOIN memberships m ON m.family = f.id JOIN profiles p ON p.id = m.profile
WHERE {{reached}} AND c.ended_at IS NULL AND {reach.LEARNS}
ORDER BY lower(f.name), f.id, p.created_at, p.name, p.id
"""


class Learner(NamedTuple):
    """One child of a family, or the adult of one without children. Units: whole credits, which the
    family has free.
    """

    id: UUID
    name: str
    colour: int
    family: UUID
    family_name: str
    free: int


async def learners(by: Staff) -> list[Learner]:
    """Shape: by family."""
    clause = reach.connections(by)
    sql = _LEARNERS.replace("{reached}", clause.sql)
    return [Learner(*row) for row in await database.rows(sql, *clause.values)]

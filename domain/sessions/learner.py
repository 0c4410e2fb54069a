"""A learner: whom an educator can propose a session for. Rule: S2 B5."""

from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.credits import balance
from domain.profiles.actor import Staff
from domain.providers import room

_LEARNERS = f"""
SELECT p.id, p.name, p.colour, p.creature, f.id, f.name,
  {balance.FREE}, coalesce({room.OWN}, ''), coalesce({room.OF_CONNECTION}, ''), c.id
FROM {reach.PEOPLE} JOIN families f ON f.id = m.family JOIN connections c ON c.family = f.id
WHERE {{reached}} AND c.ended_at IS NULL AND {reach.LEARNS}
ORDER BY lower(f.name), f.id, p.created_at, p.name, p.id
"""


class Learner(NamedTuple):
    """One child of a family, or the adult of one without children. Units: whole credits, which the
    family has free. Shape: the rooms are of who asks, for everybody and for this family, or "".
    """

    id: UUID
    name: str
    colour: int
    creature: int
    family: UUID
    family_name: str
    free: int
    own_room: str
    family_room: str
    connection: UUID

    @property
    def room(self) -> str:
        """Where a session is online if nothing else is said. Rule: S13."""
        return self.family_room or self.own_room


async def learners(by: Staff) -> list[Learner]:
    """Shape: by family."""
    clause = reach.connections(by)
    sql = _LEARNERS.replace("{reached}", clause.sql)
    values = (by.profile_id, by.profile_id, *clause.values)
    return [Learner(*row) for row in await database.rows(sql, *values)]

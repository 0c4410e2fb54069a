"""What a family sees of its providers, and a provider of its families: each list in few queries."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database

# Joined by its id, so that the time keeps its type on both databases.
_NEXT = """
LEFT JOIN sessions n ON n.id = (SELECT s.id FROM sessions s WHERE s.connection = c.id
  AND s.state = 'confirmed' AND s.ends_at > {} ORDER BY s.starts_at, s.id LIMIT 1)
LEFT JOIN profiles w ON w.id = n.child
"""
_CREDITS = """
n.starts_at, n.service_name, w.name,
(SELECT coalesce(sum(k.free_count), 0) FROM packages k WHERE k.connection = c.id),
(SELECT coalesce(sum(k.held_count), 0) FROM packages k WHERE k.connection = c.id),
(SELECT coalesce(sum(k.overdraft_count), 0) FROM packages k WHERE k.connection = c.id),
(SELECT coalesce(sum(q.credits), 0) FROM sessions q WHERE q.connection = c.id
  AND q.state = 'pending' AND q.expires_at > {})
"""
_PROVIDERS = f"""
SELECT v.id, v.kind, v.name, {_CREDITS} FROM connections c JOIN providers v ON v.id = c.provider
{_NEXT} WHERE c.family = {{}} AND c.ended_at IS NULL ORDER BY lower(v.name), v.id
"""
_FAMILIES = f"""
SELECT f.id, '', f.name, {_CREDITS} FROM connections c JOIN families f ON f.id = c.family
{_NEXT} WHERE c.provider = {{}} AND c.ended_at IS NULL ORDER BY lower(f.name), f.id
"""
_MEMBERS = """
SELECT p.family, p.kind, p.name FROM connections c JOIN profiles p ON p.family = c.family
WHERE c.provider = {} AND c.ended_at IS NULL
ORDER BY CASE p.kind WHEN 'guardian' THEN 0 ELSE 1 END, p.created_at, p.name
"""
_NEEDED = """
SELECT coalesce(sum(credits), 0) FROM sessions
WHERE connection = {} AND state = 'pending' AND expires_at > {}
"""
_COMING = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, p.name, p.colour
FROM sessions s JOIN profiles p ON p.id = s.child
WHERE s.connection = {} AND s.ends_at > {} AND (s.state = 'confirmed'
  OR (s.state = 'pending' AND s.expires_at > {}))
ORDER BY s.starts_at, s.id LIMIT {}
"""
_FIRST_STEPS = """
SELECT EXISTS (SELECT 1 FROM services WHERE provider = {}),
  EXISTS (SELECT 1 FROM invitations WHERE provider = {}),
  EXISTS (SELECT 1 FROM connections WHERE provider = {}),
  EXISTS (SELECT 1 FROM sessions WHERE provider = {})
"""


class Known(NamedTuple):
    """The other side of a connection, with what is next and the credits.

    Shape: kind is a provider's, empty for a family. Units: whole credits; needed is what the
    sessions that wait for an answer would cost.
    """

    id: UUID
    kind: str
    name: str
    starts_at: datetime | None
    service: str | None
    child: str | None
    free: int
    held: int
    overdraft: int
    needed: int

    @property
    def is_low(self) -> bool:
        """Fewer credits than the sessions to be confirmed need. Rule: K6."""
        return self.free < self.needed


class Coming(NamedTuple):
    """One session that is to come."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    child: str
    colour: int


class FirstSteps(NamedTuple):
    """How far a new provider has come."""

    has_service: bool
    has_invitation: bool
    has_family: bool
    has_session: bool

    @property
    def are_done(self) -> bool:
        return self.has_service and self.has_invitation and self.has_session


async def providers_of(family: UUID) -> list[Known]:
    """Rule: B3, as far as it is built."""
    return await _known(_PROVIDERS, family)


async def families_of(provider: UUID) -> list[Known]:
    return await _known(_FAMILIES, provider)


async def members_of_families(provider: UUID) -> dict[UUID, list[tuple[str, str]]]:
    """Kind and name of everybody in each of the provider's families, guardians first."""
    found: dict[UUID, list[tuple[str, str]]] = {}
    for family, kind, name in await database.rows(_MEMBERS, provider):
        found.setdefault(family, []).append((kind, name))
    return found


async def needed(connection: UUID) -> int:
    """What the sessions that wait for an answer would cost. Rule: K6. Units: whole credits."""
    found = await database.row(_NEEDED, connection, clock.now())
    return int(found[0]) if found else 0


async def coming(connection: UUID, limit: int = 5) -> list[Coming]:
    """Confirmed sessions that have not ended and proposals that wait, the next one first."""
    now = clock.now()
    return [Coming(*row) for row in await database.rows(_COMING, connection, now, now, limit)]


async def first_steps(provider: UUID) -> FirstSteps:
    """Choice: shown to a new provider until the first session is proposed."""
    found = await database.row(_FIRST_STEPS, *([provider] * 4))
    return FirstSteps(*(bool(part) for part in found or (0, 0, 0, 0)))


async def _known(sql: str, whose: UUID) -> list[Known]:
    now = clock.now()
    found = await database.rows(sql, now, now, whose)
    return [Known(*row[:6], *(int(count) for count in row[6:])) for row in found]

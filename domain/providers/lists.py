"""What a family sees of its providers, and a provider of its families: each list in few queries."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.credits import balance
from domain.credits.balance import Balance
from domain.profiles.actor import Educator, Guardian, Staff
from domain.sessions import waiting

# Joined by its id, so that the time keeps its type on both databases.
_NEXT = """
LEFT JOIN sessions n ON n.id = (SELECT s.id FROM sessions s WHERE s.connection = c.id
  AND s.state = 'confirmed' AND s.ends_at > {} ORDER BY s.starts_at, s.id LIMIT 1)
LEFT JOIN profiles w ON w.id = n.learner
"""
_SEEN = f"n.starts_at, n.service_name, w.name, {balance.OF_CONNECTION}"
_PROVIDERS = f"""
SELECT v.id, v.kind, v.name, {_SEEN} FROM connections c JOIN providers v ON v.id = c.provider
{_NEXT} WHERE {{reached}} AND c.ended_at IS NULL ORDER BY lower(v.name), v.id
"""
_FAMILIES = f"""
SELECT f.id, '', f.name, {_SEEN} FROM connections c JOIN families f ON f.id = c.family
{_NEXT} WHERE {{reached}} AND c.ended_at IS NULL ORDER BY lower(f.name), f.id
"""
_MEMBERS = """
SELECT m.family, m.role, p.name FROM connections c
JOIN memberships m ON m.family = c.family AND m.ended_at IS NULL
JOIN profiles p ON p.id = m.profile
WHERE {reached} AND c.ended_at IS NULL
ORDER BY CASE m.role WHEN 'guardian' THEN 0 ELSE 1 END, p.created_at, p.name
"""
_COMING = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, p.name, p.colour
FROM sessions s {waiting.JOIN} JOIN profiles p ON p.id = s.learner
WHERE s.connection = {{}} AND s.ends_at > {{}} AND (s.state = 'confirmed'
  OR ({waiting.IS_WAITING}))
ORDER BY s.starts_at, s.id LIMIT {{}}
"""
_FIRST_STEPS = """
SELECT EXISTS (SELECT 1 FROM services WHERE provider = {}),
  EXISTS (SELECT 1 FROM invitations WHERE provider = {}),
  EXISTS (SELECT 1 FROM connections WHERE provider = {}),
  EXISTS (SELECT 1 FROM sessions WHERE provider = {}),
  EXISTS (SELECT 1 FROM providers WHERE id = {} AND kind = 'organisation')
"""


class Known(NamedTuple):
    """The other side of a connection, with what is next and the credits.

    Shape: kind is a provider's, empty for a family.
    """

    id: UUID
    kind: str
    name: str
    starts_at: datetime | None
    service: str | None
    learner: str | None
    balance: Balance


class Coming(NamedTuple):
    """One session that is to come."""

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
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


async def providers_of(*, by: Guardian) -> list[Known]:
    """Rule: B3, as far as it is built."""
    return await _known(_PROVIDERS, reach.connections(by))


async def families_of(*, by: Staff) -> list[Known]:
    """Rule: B5: whom an educator teaches, and for a manager all."""
    return await _known(_FAMILIES, reach.connections(by))


async def members_of_families(*, by: Staff) -> dict[UUID, list[tuple[str, str]]]:
    """Role and name of everybody in each of these families, guardians first. Rule: B5."""
    reached = reach.connections(by)
    sql = _MEMBERS.replace("{reached}", reached.sql)
    members: dict[UUID, list[tuple[str, str]]] = {}
    for family, role, name in await database.rows(sql, *reached.values):
        members.setdefault(family, []).append((role, name))
    return members


async def coming(connection: UUID, limit: int = 5) -> list[Coming]:
    """Confirmed sessions that have not ended and proposals that wait, the next one first."""
    now = clock.now()
    return [Coming(*row) for row in await database.rows(_COMING, connection, now, now, limit)]


async def first_steps(*, by: Staff) -> FirstSteps | None:
    """Choice: shown to a new provider until the first session is proposed; in an organisation to
    its managers, who alone can take the first of them.
    """
    row = await database.row(_FIRST_STEPS, *([by.provider_id] * 5)) or (False,) * 5
    *steps, is_led = (bool(part) for part in row)
    return None if is_led and isinstance(by, Educator) else FirstSteps(*steps)


async def _known(sql: str, reached: reach.Clause) -> list[Known]:
    now = clock.now()
    found = await database.rows(sql.replace("{reached}", reached.sql), now, now, *reached.values)
    rows: list[list[Any]] = [[*row[:6], balance.read(row[6:])] for row in found]
    return [Known(*row) for row in rows]

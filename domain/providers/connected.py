"""The other side of each connection: a family's providers, a provider's families. Rule: B3 B5."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.credits import balance
from domain.credits.balance import Balance
from domain.profiles.actor import Guardian, Staff
from domain.profiles.members import IN_ORDER

# Joined by its id, so that the time keeps its type on both databases.
_NEXT = """
LEFT JOIN sessions n ON n.id = (SELECT s.id FROM sessions s WHERE s.connection = c.id
  AND s.state = 'confirmed' AND s.ends_at > {} ORDER BY s.starts_at, s.id LIMIT 1)
LEFT JOIN profiles w ON w.id = n.learner
LEFT JOIN sessions h ON h.id = (SELECT s.id FROM sessions s WHERE s.connection = c.id
  AND s.state = 'completed' ORDER BY s.ends_at DESC, s.id LIMIT 1)
"""
_SEEN = f"n.starts_at, n.service_name, w.name, h.starts_at, {balance.OF_CONNECTION}"
_PROVIDERS = f"""
SELECT v.id, v.kind, v.name, {_SEEN} FROM connections c JOIN providers v ON v.id = c.provider
{_NEXT} WHERE {{reached}} AND c.ended_at IS NULL ORDER BY lower(v.name), v.id
"""
_FAMILIES = f"""
SELECT f.id, '', f.name, {_SEEN} FROM connections c JOIN families f ON f.id = c.family
{_NEXT} WHERE {{reached}} AND c.ended_at IS NULL ORDER BY lower(f.name), f.id
"""
# Who is connected anew is with the others again.
_ENDED = """
c.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM connections k
  WHERE k.family = c.family AND k.provider = c.provider
  AND (k.ended_at IS NULL OR k.ended_at > c.ended_at OR k.ended_at = c.ended_at AND k.id > c.id))
ORDER BY c.ended_at DESC, c.id
"""
_FORMER = {
    "provider": "SELECT v.id, v.name, c.ended_at FROM connections c"
    f" JOIN providers v ON v.id = c.provider WHERE {{reached}} AND {_ENDED}",
    "family": "SELECT f.id, f.name, c.ended_at FROM connections c"
    f" JOIN families f ON f.id = c.family WHERE {{reached}} AND {_ENDED}",
}
_MEMBERS = f"""
SELECT m.family, m.role, p.name FROM {reach.PEOPLE} JOIN connections c ON c.family = m.family
WHERE {{reached}} AND m.ended_at IS NULL AND c.ended_at IS NULL ORDER BY {IN_ORDER}
"""


class Known(NamedTuple):
    """The other side of a connection, with what is next and the credits.

    Shape: kind is a provider's, empty for a family; held_at is when the last one held began.
    """

    id: UUID
    kind: str
    name: str
    starts_at: datetime | None
    service: str | None
    learner: str | None
    held_at: datetime | None
    balance: Balance


async def providers(*, by: Guardian) -> list[Known]:
    """Rule: B3, as far as it is built."""
    return await _known(_PROVIDERS, reach.connections(by))


async def families(*, by: Staff) -> list[Known]:
    """Whom an educator teaches, and for a manager all; those with too few credits first.

    Rule: B5 K6.
    """
    known = await _known(_FAMILIES, reach.connections(by))
    return sorted(known, key=lambda each: not each.balance.is_low)


class Former(NamedTuple):
    """The other side of a connection that was ended."""

    id: UUID
    name: str
    ended_at: datetime


async def former(*, by: Guardian | Staff) -> list[Former]:
    """Those whose past stays readable, the last one first. Rule: B6."""
    reached = reach.connections(by)
    sql = _FORMER["provider" if isinstance(by, Guardian) else "family"]
    rows = await database.rows(sql.replace("{reached}", reached.sql), *reached.values)
    return [Former(*row) for row in rows]


async def members(*, by: Staff) -> dict[UUID, list[tuple[str, str]]]:
    """Role and name of everybody in each of these families, guardians first. Rule: B5."""
    reached = reach.connections(by)
    sql = _MEMBERS.replace("{reached}", reached.sql)
    members: dict[UUID, list[tuple[str, str]]] = {}
    for home, role, name in await database.rows(sql, *reached.values):
        members.setdefault(home, []).append((role, name))
    return members


async def _known(sql: str, reached: reach.Clause) -> list[Known]:
    now = clock.now()
    asked = sql.replace("{reached}", reached.sql)
    rows = await database.rows(asked, *balance.moments(now), now, *reached.values)
    values: list[list[Any]] = [[*row[:7], balance.read(row[7:])] for row in rows]
    return [Known(*each) for each in values]

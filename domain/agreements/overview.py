"""The overview for a provider: who has agreed, who has not, who has taken it back. Rule: D5."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID as Id

from domain import database, reach
from domain.agreements.asked import FOR_EACH, IN_FORCE, IS_WHOLE, LAST
from domain.agreements.audience import IS_ASKED
from domain.profiles.actor import Staff

FROM = f"""
FROM agreements g {IN_FORCE} LEFT JOIN connections c ON {IS_ASKED} AND {{reached}}
LEFT JOIN families f ON f.id = c.family {FOR_EACH} {LAST}
"""
"""Whom an agreement called g asks, and what was said last.

Shape: reached is a condition of who reaches the connection c.
"""
_LIST = f"""
SELECT g.id, v.title, g.demand, g.is_per_child, v.number, g.ended_at IS NOT NULL,
  count(c.id), count(CASE WHEN k.is_given THEN 1 END)
{FROM} WHERE g.provider = {{{{}}}} AND (c.id IS NULL OR {IS_WHOLE})
GROUP BY g.id, v.title, g.demand, g.is_per_child, v.number, g.ended_at, g.created_at
ORDER BY g.ended_at IS NOT NULL, g.created_at DESC, g.id
"""


class Written(NamedTuple):
    """Shape: counts are of families, or of children where each is asked for."""

    id: Id
    title: str
    demand: str
    is_per_child: bool
    version_number: int
    is_ended: bool
    asked_count: int
    signed_count: int


async def of(*, by: Staff) -> Sequence[Written]:
    """What the provider asks for, what it asks for no more at the end."""
    reached = reach.connections(by)
    sql = _LIST.format(reached=reached.sql)
    rows = await database.rows(sql, *reached.values, by.provider_id)
    return [Written(*row) for row in rows]

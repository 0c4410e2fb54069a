"""Around: what a page of a connection's documents shows besides them. Rule: D1 D3."""

from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.documents import space

_AROUND = f"""
SELECT 'around', c.id, f.name, v.name, {space.LEFT_OF_CONNECTION}, c.created_at
FROM connections c JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
WHERE c.id = {{}}
UNION ALL
SELECT 'child', p.id, p.name, '', 0, p.created_at
FROM {reach.PEOPLE} JOIN connections c ON c.family = m.family
WHERE c.id = {{}} AND {reach.IS_CHILD}
ORDER BY 1, 6, 3, 2
"""


class Around(NamedTuple):
    """Units: bytes left. Shape: children as (id, name)."""

    family: str
    provider: str
    space_left: int
    children: list[tuple[UUID, str]]


async def of(connection: UUID) -> Around:
    """One query."""
    (_, _, family, provider, left, _), *children = await database.rows(
        _AROUND, connection, connection
    )
    return Around(family, provider, max(0, int(left)), [(row[1], row[2]) for row in children])

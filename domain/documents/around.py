"""Around: what a page of a connection's documents stands on, besides them. Rule: D1 D3."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.documents import space
from domain.errors import found
from domain.profiles.actor import Actor
from domain.providers.connection import Connection

# The first, where a child has the same provider in two families and says not which it means; and
# else what was ended last.
_AROUND = f"""
WITH c AS (SELECT c.id, c.family, c.provider, c.created_at, c.ended_at FROM connections c
  WHERE {{still}} {{reached}} {{named}}
  ORDER BY c.ended_at IS NOT NULL, c.ended_at DESC, c.created_at, c.id LIMIT 1)
SELECT 'around', c.id, f.name, v.name, {space.LEFT_OF_CONNECTION}, c.created_at, c.family,
  c.provider, c.ended_at IS NOT NULL
FROM c JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
UNION ALL
SELECT 'child', p.id, p.name, '', 0, p.created_at, NULL, NULL, FALSE
FROM {reach.PEOPLE} JOIN c ON c.family = m.family WHERE {reach.IS_CHILD}
ORDER BY 1, 6, 3, 2
"""


class Around(NamedTuple):
    """Units: bytes left. Shape: id, family and provider are its connection's, children pairs of
    (id, name).
    """

    id: UUID
    family: UUID
    provider: UUID
    family_name: str
    provider_name: str
    space_left: int
    is_over: bool
    children: list[tuple[UUID, str]]

    @property
    def connection(self) -> Connection:
        return Connection(id=self.id, family=self.family, provider=self.provider)


async def reached(*, by: Actor, **named: UUID) -> Around:
    """Where something can be shared: as long as it lasts. One query. Rule: B6.

    Shape: named is what is known of it: id, family, provider. Errors: NotFound.
    """
    return await _read("c.ended_at IS NULL AND", by, named)


async def known(*, by: Actor, **named: UUID) -> Around:
    """The same, or else what was ended last, which stays readable. Rule: B6."""
    return await _read("", by, named)


async def _read(still: str, by: Actor, named: Mapping[str, UUID]) -> Around:
    shelves = reach.shelves(by)
    told = "".join(f" AND c.{column} = {{}}" for column in named)
    sql = (
        _AROUND.replace("{still}", still).replace("{reached}", shelves.sql).replace("{named}", told)
    )
    rows = await database.rows(sql, *shelves.values, *named.values())
    (_, id, name, other, left, _, family, provider, is_over), *others = found(rows or None)
    children = [(child, called) for _, child, called, *_ in others]
    space_left = max(0, int(left))
    return Around(id, family, provider, name, other, space_left, bool(is_over), children)

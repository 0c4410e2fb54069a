"""A frame: the children, the credits and the way to what is past around a family's list.

Rule: S12 K6.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.credits import balance
from domain.credits.balance import Balance
from domain.credits.package import Source
from domain.sessions.past import IS_OVER

_NOTHING = ", ".join("0" for _ in balance.COUNTS)
# Packages first, since SQLite takes the kinds of the columns from the first part.
_FRAME = f"""
SELECT 'package', k.id, k.kind, k.connection, k.expires_on, k.created_at, 0, 0,
  {balance.OF_PACKAGE}
FROM connections c JOIN packages k ON k.connection = c.id
WHERE c.family = {{}} AND c.ended_at IS NULL
UNION ALL
SELECT 'provider', v.id, v.name, c.id, NULL, c.created_at, {balance.ASKED},
  {_NOTHING}
FROM connections c JOIN providers v ON v.id = c.provider
WHERE c.family = {{}} AND c.ended_at IS NULL
UNION ALL
SELECT 'child', p.id, p.name, NULL, NULL, p.created_at, 0, 0,
  {_NOTHING}
FROM {reach.PEOPLE}
WHERE m.family = {{}} AND {reach.IS_CHILD}
UNION ALL
SELECT 'past', f.id, f.name, NULL, NULL, f.created_at, 0, 0, {_NOTHING}
FROM families f WHERE f.id = {{}}
  AND EXISTS (SELECT 1 FROM sessions s WHERE s.family = f.id AND {IS_OVER})
ORDER BY 1, 6, 3, 2
"""
_FREE, _OVERDRAFT = balance.COUNTS.index("free"), balance.COUNTS.index("overdraft")


class Credits(NamedTuple):
    """What a family has with one provider. Shape: sources are the packages, as holds take them."""

    provider: UUID
    name: str
    balance: Balance
    sources: list[Source]


class Frame(NamedTuple):
    """Shape: children as (id, name)."""

    children: list[tuple[UUID, str]]
    credits: list[Credits]
    has_past: bool


async def of(family: UUID, since: datetime) -> Frame:
    """One query. Shape: since is the start of the reader's day, before which all is past."""
    moments = balance.moments(clock.now())
    rows = await database.rows(_FRAME, family, *moments, family, family, family, since)
    packages = [row for row in rows if row[0] == "package"]
    providers = [row for row in rows if row[0] == "provider"]
    children = [(row[1], row[2]) for row in rows if row[0] == "child"]
    has_past = any(row[0] == "past" for row in rows)
    return Frame(children, [_credits(row, packages) for row in providers], has_past)


def _credits(provider: tuple[Any, ...], packages: list[tuple[Any, ...]]) -> Credits:
    _, id, name, connection, _, _, needed, proposals, *nothing = provider
    own = [row for row in packages if row[3] == connection]
    sums = [sum(counts) for counts in zip(nothing, *(row[8:] for row in own), strict=True)]
    counts = balance.read((*sums, needed, proposals))
    return Credits(id, name, counts, [_source(row) for row in own])


def _source(package: tuple[Any, ...]) -> Source:
    _, id, kind, connection, expires_on, _, _, _, *counts = package
    return Source(id, connection, kind, expires_on, counts[_FREE], counts[_OVERDRAFT])

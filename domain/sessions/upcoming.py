"""What is to come, for a family or a child, and what stands around that list. Rule: S12.

Upcoming is what ends today or later and was not declined; past is all the rest, so that every
session is in one of the two. The list is one query on an index of whoever asks.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions import waiting
from domain.sessions.listed import COLUMNS, Listed, just_now

LIST_MOST = 300

IS_COMING = "s.ends_at >= {} AND s.state <> 'declined'"

# Packages first, since SQLite takes the kinds of the columns from the first part.
_FRAME = f"""
SELECT 'package', k.id, k.kind, k.connection, k.expires_on, k.created_at,
  k.free_count, k.held_count, k.granted_count, k.overdraft_count
FROM connections c JOIN packages k ON k.connection = c.id
WHERE c.family = {{}} AND c.ended_at IS NULL
UNION ALL
SELECT 'provider', v.id, v.name, c.id, NULL, c.created_at, (
  SELECT coalesce(sum(s.credits), 0) FROM sessions s {waiting.JOIN}
  WHERE s.connection = c.id AND {waiting.IS_WAITING}), 0, 0, 0
FROM connections c JOIN providers v ON v.id = c.provider
WHERE c.family = {{}} AND c.ended_at IS NULL
UNION ALL
SELECT 'child', p.id, p.name, NULL, NULL, p.created_at, 0, 0, 0, 0
FROM memberships m JOIN profiles p ON p.id = m.profile
WHERE m.family = {{}} AND m.role = 'child' AND m.ended_at IS NULL
ORDER BY 1, 6
"""


class Credits(NamedTuple):
    """What a family has with one provider. Units: whole credits, as in credits/balance.py.

    Shape: sources are the packages, as a hold takes from them.
    """

    provider: UUID
    name: str
    connection: UUID
    free: int
    held: int
    granted: int
    needed: int
    sources: list[Source]

    @property
    def is_low(self) -> bool:
        """Fewer than the sessions to be confirmed need. Rule: K6."""
        return self.free < self.needed

    @property
    def is_used(self) -> bool:
        """Whether this provider counts in credits at all with this family."""
        return any((self.granted, self.held, self.free, self.needed))


class Frame(NamedTuple):
    """What stands around a family's list. Shape: children as (id, name)."""

    children: list[tuple[UUID, str]]
    credits: list[Credits]


async def upcoming(by: Actor, since: datetime, learner: UUID | None = None) -> list[Listed]:
    """Shape: in order of time; since is the start of the reader's day; one learner of theirs."""
    clause = reach.sessions(by)
    where, values = f"{clause.sql} AND {IS_COMING}", [*clause.values, since]
    if learner is not None:
        where, values = f"s.learner = {{}} AND {where}", [learner, *values]
    sql = f"{COLUMNS} WHERE {where} ORDER BY s.starts_at, s.id LIMIT {LIST_MOST}"
    return [Listed(*row) for row in await database.rows(sql, just_now(), *values)]


async def frame(family: UUID) -> Frame:
    """One query. Rule: S12 K6."""
    rows = await database.rows(_FRAME, family, clock.now(), family, family)
    packages = [row for row in rows if row[0] == "package"]
    providers = [row for row in rows if row[0] == "provider"]
    children = [(row[1], row[2]) for row in rows if row[0] == "child"]
    return Frame(children, [_credits(row, packages) for row in providers])


def _credits(provider: tuple[Any, ...], packages: list[tuple[Any, ...]]) -> Credits:
    _, id, name, shared, _, _, needed, *_ = provider
    own = [row for row in packages if row[3] == shared]
    free, held, granted = (sum(int(row[count]) for row in own) for count in (6, 7, 8))
    sources = [Source(row[1], row[3], row[2], row[4], row[6], row[9]) for row in own]
    return Credits(id, name, shared, free, held, granted, int(needed), sources)

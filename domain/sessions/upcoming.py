"""What is to come, for a family or a child, and what stands around that list. Rule: S12.

Upcoming is what ends today or later and was not declined; past is all the rest, so that every
session is in one of the two. The list is one query on an index of whoever asks.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.credits import balance
from domain.credits.balance import Balance
from domain.profiles.actor import Actor
from domain.sessions.listed import COLUMNS, Listed

LIST_MOST = 300

IS_COMING = "s.ends_at >= {} AND s.state <> 'declined'"

_CHILDREN = """
SELECT p.id, p.name FROM memberships m JOIN profiles p ON p.id = m.profile
WHERE m.family = {} AND m.role = 'child' AND m.ended_at IS NULL ORDER BY p.created_at
"""
_PROVIDERS = f"""
SELECT v.id, v.name, c.id, {balance.OF_CONNECTION}
FROM connections c JOIN providers v ON v.id = c.provider
WHERE c.family = {{}} AND c.ended_at IS NULL ORDER BY c.created_at
"""


class Credits(NamedTuple):
    """What a family has with one provider."""

    provider: UUID
    name: str
    connection: UUID
    balance: Balance


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
    return [Listed(*row) for row in await database.rows(sql, *values)]


async def frame(family: UUID) -> Frame:
    """Rule: S12 K6."""
    children = await database.rows(_CHILDREN, family)
    found = await database.rows(_PROVIDERS, clock.now(), family)
    credits = [
        Credits(provider, name, connection, balance.read(tuple(counts)))
        for provider, name, connection, *counts in found
    ]
    return Frame([(id, name) for id, name in children], credits)

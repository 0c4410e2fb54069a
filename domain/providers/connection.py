"""A connection: a family and a provider that know each other."""

from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, events, reach, topics
from domain.errors import Conflict, found
from domain.facts import Fact, Subject
from domain.profiles.actor import Guardian, Staff
from domain.profiles.family import Family
from domain.providers.provider import Provider

_MAKE = """
INSERT INTO connections (id, family, provider, created_at) VALUES ({}, {}, {}, {})
ON CONFLICT (family, provider) WHERE ended_at IS NULL DO NOTHING
RETURNING (SELECT v.name FROM providers v WHERE v.id = provider),
  (SELECT f.name FROM families f WHERE f.id = family)
"""
_REOPEN = """
UPDATE connections SET ended_at = NULL WHERE id = {} AND ended_at IS NOT NULL
RETURNING (SELECT v.name FROM providers v WHERE v.id = provider),
  (SELECT f.name FROM families f WHERE f.id = family)
"""
# Written here, for the module of these rows imports this one.
_ASSIGN = """
INSERT INTO assignments (id, connection, educator, created_at)
SELECT {}, {}, w.profile, {} FROM staff w JOIN providers v ON v.id = w.provider
WHERE w.provider = {} AND w.role = 'educator' AND w.ended_at IS NULL
AND (v.kind = 'specialist' OR w.profile = {})
ON CONFLICT (connection, educator) WHERE ended_at IS NULL DO NOTHING
RETURNING educator
"""
_KNOWN = """
SELECT c.id, c.family, c.provider, c.created_at, c.ended_at FROM connections c
WHERE c.family = {} AND c.provider = {}
"""
_REACHABLE = f"{_KNOWN} AND c.ended_at IS NULL"
_LAST = "ORDER BY c.ended_at IS NOT NULL, c.ended_at DESC, c.id LIMIT 1"


class ConnectionOver(Conflict):
    """It was ended; nothing new is planned or shared on it. Rule: B6."""


class Connection(Table, tablename="connections"):
    """Everything shared hangs on it. Rule: B2 B6."""

    id = UUID(primary_key=True, default=UUID4())
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    @property
    def is_over(self) -> bool:
        """Rule: B6."""
        return bool(self.ended_at)

    def subject(self) -> Subject:
        return Subject(connection=self.id, family=self.family, provider=self.provider)


async def make(family: Id, provider: Id, *, by: Id, invited_by: Id | None = None) -> Connection:
    """Connects the two, or finds them connected. Rule: B2: never twice, also of two at once.

    Rule: B5. Choice: a specialist teaches the family; of an organisation whoever invited it, and a
    manager's invitation leaves it to the managers who does.
    """
    made = Connection(family=family, provider=provider, created_at=clock.now())
    async with database.transaction():
        names = await database.row(_MAKE, made.id, family, provider, made.created_at)
        if names is None:
            return await between(family, provider)
        await _assign(made, invited_by)
        particulars = {"provider": names[0], "family": names[1]}
        fact = Fact("connection.made", by, made.subject(), made.created_at, "", particulars)
        events.record(fact)
    return made


async def go_on(before: Connection, *, by: Id, invited_by: Id) -> Connection:
    """Connects the two of one that was ended anew, with all that they had. Rule: B6.

    Choice: the same connection, for their credits and documents are there; whoever taught goes on,
    and who invited of an organisation teaches too, as in make().
    """
    async with database.transaction():
        names = await database.row(_REOPEN, before.id)
        if names is None:
            return await between(before.family, before.provider)
        await _assign(before, invited_by)
        teaching = await database.rows(reach.EDUCATORS_OF_CONNECTION, before.id)
        topics.touch(*(topics.name("connection", educator) for (educator,) in teaching))
        said = {"provider": names[0], "family": names[1]}
        events.record(Fact("connection.made", by, before.subject(), clock.now(), "", said))
    return await between(before.family, before.provider)


async def between(family: Id, provider: Id) -> Connection:
    """Errors: NotFound."""
    return _one(await database.row(_REACHABLE, family, provider))


async def of_family(family: Id, *, by: Staff) -> Connection:
    """What the provider shares with that family. Rule: B5. Errors: NotFound, ConnectionOver."""
    return _still(await known_family(family, by=by))


async def with_provider(provider: Id, *, by: Guardian) -> Connection:
    """What the guardian's family shares with that provider. Errors: NotFound, ConnectionOver."""
    return _still(await known_provider(provider, by=by))


async def known_family(family: Id, *, by: Staff) -> Connection:
    """The same, or else what was ended last, which stays readable. Rule: B6. Errors: NotFound."""
    reached = reach.connections(by)
    sql = f"{_KNOWN} AND {reached.sql} {_LAST}"
    return _one(await database.row(sql, family, by.provider_id, *reached.values))


async def known_provider(provider: Id, *, by: Guardian) -> Connection:
    """As known_family(). Errors: NotFound."""
    return _one(await database.row(f"{_KNOWN} {_LAST}", by.family_id, provider))


async def must_last(connection: Id) -> None:
    """Errors: ConnectionOver."""
    sql = "SELECT 1 FROM connections WHERE id = {} AND ended_at IS NOT NULL"
    if await database.row(sql, connection):
        raise ConnectionOver


def _still(known: Connection) -> Connection:
    if known.is_over:
        raise ConnectionOver
    return known


async def _assign(made: Connection, invited_by: Id | None) -> None:
    values = (uuid4(), made.id, made.created_at, made.provider, invited_by)
    teaching = await database.rows(_ASSIGN, *values)
    topics.touch(*(topics.name("connection", educator) for (educator,) in teaching))


def _one(row: tuple[Id, Id, Id, object, object] | None) -> Connection:
    id, family, provider, created_at, ended_at = found(row)
    return Connection(
        id=id, family=family, provider=provider, created_at=created_at, ended_at=ended_at
    )

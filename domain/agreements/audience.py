"""The audience of an agreement: which families are asked. Rule: D5."""

from collections.abc import Collection
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import database, reach, topics
from domain.agreements.agreement import Agreement
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.connection import Connection

IS_ASKED = """
c.provider = g.provider AND c.ended_at IS NULL AND g.ended_at IS NULL
AND (g.is_for_all OR EXISTS (SELECT 1 FROM agreement_families f
  WHERE f.agreement = g.id AND f.connection = c.id))
"""
"""Of the family of a connection called c, by an agreement called g."""
_INTO = "agreement_families (id, agreement, connection)"
_KNOWN = """
SELECT c.id, c.family, f.name FROM connections c JOIN families f ON f.id = c.family
WHERE c.provider = {} AND c.ended_at IS NULL ORDER BY lower(f.name), c.id
"""
_CHOSEN = "SELECT connection FROM agreement_families WHERE agreement = {}"
_READERS = """
SELECT c.family, c.id FROM connections c
JOIN agreements g ON g.provider = c.provider WHERE g.id = {} AND c.ended_at IS NULL
"""
_CHILDREN = f"""
SELECT DISTINCT m.profile FROM connections c JOIN {reach.CHILDREN} WHERE c.id IN ({{}})
"""


class AgreementFamily(Table, tablename="agreement_families"):
    """One that is asked, where not all are."""

    id = UUID(primary_key=True, default=UUID4())
    agreement = ForeignKey(Agreement, on_delete=OnDelete.cascade, null=False)
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)

    D5_family_once = Unique([agreement, connection])


async def choosable(*, by: Staff) -> list[tuple[Id, Id, str]]:
    """Connection, family and name of all that the provider knows."""
    return [(id, family, name) for id, family, name in await database.rows(_KNOWN, by.provider_id)]


async def chosen(agreement: Id) -> set[Id]:
    """The connections that are asked where not all are."""
    return {id for (id,) in await database.rows(_CHOSEN, agreement)}


async def choose(
    agreement: Id, connections: Collection[Id], *, is_for_all: bool, by: Staff
) -> None:
    """Says within a transaction who is asked.

    Errors: Invalid (families), for none or a stranger's.
    """
    await database.rows("DELETE FROM agreement_families WHERE agreement = {}", agreement)
    if is_for_all:
        return
    if not connections or set(connections) - {id for id, _, _ in await choosable(by=by)}:
        raise Invalid("families", "missing")
    await database.insert(_INTO, [(uuid4(), agreement, each) for each in sorted(set(connections))])


async def touch(agreement: Id) -> None:
    """Says within a transaction that what its readers see of it is out of date."""
    rows = await database.rows(_READERS, agreement)
    topics.touch(*(topics.name("document", id) for row in rows for id in row))
    await touch_sessions(*(connection for _, connection in rows))


async def touch_sessions(*connections: Id) -> None:
    """The same of what children read of their sessions: whether they can confirm. Rule: S3."""
    if connections:
        sql = _CHILDREN.format(database.marks(connections))
        found = await database.rows(sql, *connections)
        topics.touch(*(topics.name("session", child) for (child,) in found))

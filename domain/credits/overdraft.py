"""The overdraft: how many credits a family may use before they are granted. Rule: K3."""

from uuid import UUID, uuid4

from domain import clock, database
from domain.credits import balance, by_provider, package
from domain.credits.entry import Kind, Line
from domain.credits.package import Package, Source
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.connection import Connection

MOST = 100

_MAKE = """
INSERT INTO packages (id, connection, kind, reason, granted_count, free_count, held_count,
  spent_count, lapsed_count, expired_count, overdraft_count, created_at)
VALUES ({}, {}, 'overdraft', '', 0, 0, 0, 0, 0, 0, 0, {})
ON CONFLICT (connection) WHERE kind = 'overdraft' DO NOTHING
"""


async def allow(connection: Connection, count: int, *, by: Staff) -> None:
    """Units: whole credits.

    Errors: Forbidden, Invalid (overdraft_count: below what is overdrawn now); nothing is written.
    """
    by_provider.must_be(connection, by)
    if not 0 <= count <= MOST:
        raise Invalid("overdraft_count", "out_of_range", most=MOST)
    async with database.transaction():
        pot = await _pot(connection.id)
        if pot.free + count < 0:
            raise Invalid("overdraft_count", "overdrawn", least=-pot.free)
        await Package.update({Package.overdraft_count: count}).where(Package.id == pot.id)
        balance.changed(connection.id, connection.family)


async def settled(granted: UUID, connection: UUID, count: int, event: UUID, by: UUID) -> list[Line]:
    """What of a new package pays back what was overdrawn. Shape: entries to be written."""
    pot = next(iter(await _pots(connection)), None)
    owed = min(count, -pot.free) if pot else 0
    if pot is None or owed <= 0:
        return []
    out, into = {"granted": -owed, "free": -owed}, {"granted": owed, "free": owed}
    return [
        Line(granted, connection, event, Kind.SETTLED, out, by=by),
        Line(pot.id, connection, event, Kind.SETTLED, into, by=by),
    ]


async def _pot(connection: UUID) -> Source:
    """The overdraft of a connection, locked, and made when it is first asked for."""
    await database.rows(_MAKE, uuid4(), connection, clock.now())
    return (await _pots(connection))[0]


async def _pots(connection: UUID) -> list[Source]:
    sources = await package.sources([connection], lock=True)
    return [each for each in sources if each.kind == package.Kind.OVERDRAFT]

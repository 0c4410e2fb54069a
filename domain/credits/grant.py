"""Granting and correcting credits, and letting a family overdraw. Rule: K3 K6."""

from datetime import date
from uuid import UUID, uuid4

from domain import clock, database, events
from domain.credits import entry, package
from domain.credits.entry import Kind
from domain.credits.hold import NotEnoughCredits
from domain.credits.package import Package
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.providers import provider
from domain.providers.connection import Connection

MOST = 1000
OVERDRAFT_MOST = 100
YEARS_AHEAD = 10


async def grant(
    key: UUID,
    connection: Connection,
    count: int,
    reason: str,
    *,
    by: Actor,
    expires_on: date | None = None,
) -> None:
    """Gives a family credits; what it had overdrawn is settled first. The same key gives once.

    Rule: K1 K6. Units: whole credits. Choice: they end within YEARS_AHEAD or never, as a later
    day is a slip of the keyboard. Errors: Forbidden, Invalid (count, reason, expires_on);
    nothing is written.
    """
    _must_provide(connection, by)
    _check(count, reason, least=1)
    zone = (await provider.by_id(connection.provider)).time_zone
    if expires_on is not None and expires_on < package.local_day(clock.now(), zone):
        raise Invalid("expires_on", "past")
    if expires_on is not None and expires_on > clock.latest_day(YEARS_AHEAD):
        raise Invalid("expires_on", "too_far", years=YEARS_AHEAD)
    async with database.transaction():
        await events.raise_revisions(connection.subject())
        if await database.row("SELECT 1 FROM packages WHERE id = {}", key):
            return
        made = Package(
            id=key,
            connection=connection.id,
            reason=reason.strip(),
            expires_on=expires_on,
            by=by.profile_id,
            created_at=clock.now(),
        )
        await made.save()
        event = await _record("credits.granted", connection, by, count, reason)
        given = {"granted": count, "free": count}
        await entry.write(Kind.GRANTED, made, event, given, by=by.profile_id, reason=reason.strip())
        await _settle(made, count, event, by.profile_id)


async def correct(connection: Connection, count: int, reason: str, *, key: UUID, by: Actor) -> None:
    """Takes credits back that were given by mistake: free ones, the last to expire first.

    Rule: K1 K6. Units: whole credits to take. Errors: Forbidden, Invalid (count, reason),
    NotEnoughCredits; nothing is written.
    """
    _must_provide(connection, by)
    _check(count, reason, least=1)
    async with database.transaction():
        await events.raise_revisions(connection.subject())
        if await database.row("SELECT 1 FROM events WHERE id = {}", key):
            return
        event = await _record("credits.corrected", connection, by, -count, reason, key=key)
        rest = count
        # The overdraft too: what was settled and then given back is free in there.
        for source in reversed(await package.of_connection(connection.id, lock=True)):
            taken = min(rest, source.free_count)
            if taken > 0:
                back = {"granted": -taken, "free": -taken}
                await entry.write(
                    Kind.CORRECTED, source, event, back, by=by.profile_id, reason=reason.strip()
                )
                rest -= taken
        if rest:
            raise NotEnoughCredits(rest)


async def allow_overdraft(connection: Connection, count: int, *, by: Actor) -> None:
    """How many credits the family may use before they are granted. Rule: K3.

    Errors: Forbidden, Invalid (overdraft_count: below what is overdrawn now); nothing is written.
    """
    _must_provide(connection, by)
    if not 0 <= count <= OVERDRAFT_MOST:
        raise Invalid("overdraft_count", "out_of_range", most=OVERDRAFT_MOST)
    async with database.transaction():
        await events.raise_revisions(connection.subject())
        pot = await _pot(connection.id, lock=True)
        try:
            async with database.savepoint():
                await Package.update({Package.overdraft_count: count}).where(Package.id == pot.id)
        except database.Violation:
            raise Invalid("overdraft_count", "overdrawn", least=-pot.free_count) from None


async def _settle(made: Package, count: int, event: UUID, by: UUID) -> None:
    pot = await _pot(made.connection, lock=True)
    owed = min(count, -pot.free_count)
    if owed > 0:
        await entry.write(Kind.SETTLED, made, event, {"granted": -owed, "free": -owed}, by=by)
        await entry.write(Kind.SETTLED, pot, event, {"granted": owed, "free": owed}, by=by)


async def _pot(connection: UUID, *, lock: bool = False) -> Package:
    """The overdraft of a connection, made when it is first asked for."""
    await database.rows(
        "INSERT INTO packages (id, connection, kind, reason, granted_count, free_count, held_count,"
        " spent_count, lapsed_count, expired_count, overdraft_count, created_at)"
        " VALUES ({}, {}, 'overdraft', '', 0, 0, 0, 0, 0, 0, 0, {})"
        " ON CONFLICT (connection) WHERE kind = 'overdraft' DO NOTHING",
        uuid4(), connection, clock.now(),
    )  # fmt: skip
    found = await package.of_connection(connection, lock=lock)
    return next(pot for pot in found if pot.kind == package.Kind.OVERDRAFT)


async def _record(
    kind: str,
    connection: Connection,
    by: Actor,
    count: int,
    reason: str,
    key: UUID | None = None,
) -> UUID:
    made_by = await provider.by_id(connection.provider)
    return await events.record(
        kind,
        by=by.profile_id,
        subject=connection.subject(),
        why=reason.strip(),
        particulars={"provider": made_by.name, "credits": count},
        key=key,
    )


def _must_provide(connection: Connection, by: Actor) -> None:
    if by.provider_id is None or by.provider_id != connection.provider:
        raise Forbidden


def _check(count: int, reason: str, *, least: int) -> None:
    if not least <= count <= MOST:
        raise Invalid("count", "out_of_range", least=least, most=MOST)
    if not reason.strip():
        raise Invalid("reason", "missing")

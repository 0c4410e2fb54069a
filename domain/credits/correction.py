"""Correcting: credits that were given by mistake are taken back, with a reason. Rule: K1 K6."""

from uuid import UUID, uuid4

from domain import clock, database, events
from domain.credits import balance, entry, package
from domain.credits.entry import Kind, Line
from domain.credits.hold import NotEnoughCredits
from domain.credits.package import Source
from domain.errors import Forbidden, Invalid
from domain.facts import Fact
from domain.profiles.actor import Staff
from domain.providers import provider
from domain.providers.connection import Connection
from domain.providers.provider import Provider

MOST = 1000


async def correct(connection: Connection, count: int, reason: str, *, key: UUID, by: Staff) -> None:
    """Takes free credits back, from the package that expires last; the same key takes once.

    Units: whole credits to take. Errors: Forbidden, Invalid (count, reason), NotEnoughCredits;
    nothing is written.
    """
    must_provide(connection, by)
    check(count, reason, least=1)
    made_by = await provider.by_id(connection.provider)
    async with database.transaction():
        sources = await package.sources([connection.id], lock=True)
        if await events.is_recorded(key):
            return
        event = await record("credits.corrected", connection, made_by, by, -count, reason, key=key)
        lines = [
            Line(
                package, connection.id, event, Kind.CORRECTED, {"granted": -taken, "free": -taken},
                by=by.profile_id, reason=reason.strip(),
            )
            for package, taken in _taken(sources, count).items()
        ]  # fmt: skip
        await entry.write(sorted(lines, key=lambda line: line.package))


def _taken(sources: list[Source], count: int) -> dict[UUID, int]:
    """From which packages how many. Errors: NotEnoughCredits."""
    taken: dict[UUID, int] = {}
    # The overdraft too: what was settled and then given back is free in there.
    for source in reversed(sources):
        if (some := min(count, source.free)) > 0:
            taken[source.id] = some
            count -= some
    if count:
        raise NotEnoughCredits(count)
    return taken


async def record(
    kind: str,
    connection: Connection,
    given_by: Provider,
    by: Staff,
    count: int,
    reason: str,
    key: UUID | None = None,
) -> UUID:
    """Says what was given or taken. Units: whole credits, signed."""
    balance.changed(connection.id, connection.family)
    return events.record(
        Fact(
            kind,
            by=by.profile_id,
            subject=connection.subject(),
            happened_at=clock.now(),
            why=reason.strip(),
            particulars={"provider": given_by.name, "credits": count},
            id=key or uuid4(),
        )
    )


def must_provide(connection: Connection, by: Staff) -> None:
    """Errors: Forbidden."""
    if by.provider_id != connection.provider:
        raise Forbidden


def check(count: int, reason: str, *, least: int) -> None:
    """Errors: Invalid (count, reason)."""
    if not least <= count <= MOST:
        raise Invalid("count", "out_of_range", least=least, most=MOST)
    if not reason.strip():
        raise Invalid("reason", "missing")

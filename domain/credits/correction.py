"""Correcting: credits that were given by mistake are taken back, with a reason. Rule: K1 K6."""

from uuid import UUID

from domain import database, events
from domain.credits import by_provider, entry, fact, package
from domain.credits.entry import Kind, Line
from domain.credits.hold import NotEnoughCredits
from domain.credits.package import Source
from domain.profiles.actor import Staff
from domain.providers import provider
from domain.providers.connection import Connection

CORRECTED = "credits.corrected"


async def correct(connection: Connection, count: int, reason: str, *, key: UUID, by: Staff) -> None:
    """Takes free credits back, from the package that expires last; the same key takes once.

    Units: whole credits to take. Errors: Forbidden, Invalid (count, reason), NotEnoughCredits;
    nothing is written.
    """
    by_provider.must_be(connection, by)
    by_provider.check(count, reason, least=1)
    name = (await provider.by_id(connection.provider)).name
    async with database.transaction():
        sources = await package.sources([connection.id], lock=True)
        if await events.is_recorded(key):
            return
        told, who = {"provider": name, "credits": -count}, by.profile_id
        event = fact.record(CORRECTED, connection.subject(), told, by=who, why=reason, key=key)
        taken = sorted(_taken(sources, count).items())
        await entry.write(_line(connection, event, each, by, reason) for each in taken)


def _line(
    connection: Connection, event: UUID, taken: tuple[UUID, int], by: Staff, reason: str
) -> Line:
    source, count = taken
    counts = {"granted": -count, "free": -count}
    line = Line(source, connection.id, event, Kind.CORRECTED, counts, by=by.profile_id)
    return line._replace(reason=reason.strip())


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

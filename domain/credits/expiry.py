"""Packages end with their last day in the provider's zone. Rule: K2 K4."""

from datetime import timedelta
from uuid import UUID

from domain import clock, database, events
from domain.credits import entry, package
from domain.credits.entry import Kind
from domain.credits.package import Package
from domain.providers import connection as connections
from domain.providers import provider

_CANDIDATES = """
SELECT p.id, c.id, v.time_zone FROM packages p JOIN connections c ON c.id = p.connection
JOIN providers v ON v.id = c.provider
WHERE p.free_count > 0 AND p.expires_on < {} AND p.kind = 'package'
"""


async def expire_ended() -> None:
    """Takes the free credits of packages whose last day is over; what is held stays held.

    Choice: the warnings before, and the 14 days after an educator's cancellation, come with K4.
    """
    # One day ahead of UTC, since somewhere it is tomorrow already; each zone is asked below.
    day_ahead = clock.now().date() + timedelta(days=1)
    for found, connection, zone in await database.rows(_CANDIDATES, day_ahead):
        await _expire(found, connection, zone)


async def _expire(package_id: UUID, connection_id: UUID, zone: str) -> None:
    today = package.local_day(clock.now(), zone)
    shared = await connections.by_id(connection_id)
    made_by = await provider.by_id(shared.provider)
    async with database.transaction():
        await events.raise_revisions(shared.subject())
        await database.lock(Package, [package_id])
        ended = await Package.objects().get(Package.id == package_id)
        if ended is None or ended.free_count <= 0 or ended.runs_on(today):
            return
        event = await events.record(
            "credits.expired",
            by=None,
            subject=shared.subject(),
            particulars={"provider": made_by.name, "credits": ended.free_count},
        )
        gone = {"free": -ended.free_count, "expired": ended.free_count}
        await entry.write(Kind.EXPIRED, ended, event, gone, by=None)

"""Packages end with their last day in the provider's zone. Rule: K2 K4."""

from datetime import timedelta
from uuid import UUID

from domain import clock, database
from domain.credits import entry, fact, package
from domain.credits.entry import Kind, Line
from domain.facts import Subject

_CANDIDATES = """
SELECT p.id, c.id, c.family, v.id, v.name, v.time_zone
FROM packages p JOIN connections c ON c.id = p.connection JOIN providers v ON v.id = c.provider
WHERE p.free_count > 0 AND p.expires_on < {} AND p.kind = 'package'
"""


async def expire_ended() -> None:
    """Takes the free credits of packages whose last day is over; what is held stays held.

    Choice: the warnings before, and the 14 days after an educator's cancellation, come with K4.
    """
    # One day ahead of UTC, since somewhere it is tomorrow already; each zone is asked below.
    day_ahead = clock.now().date() + timedelta(days=1)
    for ending, shared, family, provider, name, zone in await database.rows(_CANDIDATES, day_ahead):
        subject = Subject(connection=shared, family=family, provider=provider)
        await _expire(ending, subject, name, zone)


async def _expire(ending: UUID, subject: Subject, name: str, zone: str) -> None:
    shared, today = subject.connection, package.local_day(clock.now(), zone)
    assert shared is not None
    async with database.transaction():
        own = [each for each in await package.sources([shared], lock=True) if each.id == ending]
        if not own or own[0].free <= 0 or own[0].runs_on(today):
            return
        count = own[0].free
        told = {"provider": name, "credits": count}
        event = fact.record("credits.expired", subject, told, by=None)
        gone = {"free": -count, "expired": count}
        await entry.write([Line(ending, shared, event, Kind.EXPIRED, gone)])

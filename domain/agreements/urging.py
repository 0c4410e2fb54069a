"""Urging: a child asks its guardians to agree to what nothing is booked without. Rule: D5 S3."""

from uuid import UUID, uuid5

from domain import clock, database, events
from domain.agreements import lacking, naming
from domain.agreements.agreement import Demand
from domain.agreements.lacking import Lacking, Learning
from domain.errors import Conflict
from domain.facts import Fact
from domain.profiles import profile
from domain.profiles.actor import Child
from domain.providers.connection import Connection


class AlreadyUrged(Conflict):
    """The guardians know; they are told once of what is lacking."""


async def urge(connection: Connection, *, by: Child) -> None:
    """Errors: AlreadyUrged, nothing is written. Choice: nor where nothing is lacking any more."""
    found = await lacking.of({Learning(connection.id, by.profile_id)})
    if found is None:
        return
    if await has_urged(found, by.profile_id):
        raise AlreadyUrged
    try:
        async with database.transaction():
            events.record(await _fact(found, connection, by.profile_id))
    except database.Violation:
        # Two taps at the same moment: the first one has asked.
        raise AlreadyUrged from None


async def has_urged(found: Lacking, learner: UUID) -> bool:
    """Whether this child's guardians know of all that is lacking."""
    return await events.is_recorded(_key(found, learner))


async def _fact(found: Lacking, connection: Connection, by: UUID) -> Fact:
    told = {
        **await naming.of(connection),
        "who": (await profile.by_id(by)).name,
        "title": ", ".join(found.titles),
        "demand": Demand.BOOKING,
    }
    subject, now = naming.subject(connection), clock.now()
    return Fact("agreement.urged", by, subject, now, "", told, id=_key(found, by))


def _key(found: Lacking, learner: UUID) -> UUID:
    """One for the same versions in the same turn, so that what was taken back is asked for anew."""
    return uuid5(learner, f"agreement.urged {found.connection} {sorted(found.asked)}")

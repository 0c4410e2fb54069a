"""Asking: a family that has too few credits asks its provider for more. Rule: K3 K6."""

from uuid import UUID, uuid5

from domain import database, events
from domain.credits import fact
from domain.errors import Conflict
from domain.profiles.actor import Guardian
from domain.providers.connection import Connection

# How often was granted is part of the key, so that one may ask again once there was an answer.
_GRANTS = "SELECT count(*) FROM events WHERE connection = {} AND kind = 'credits.granted'"
_NAMES = """
SELECT v.name, f.name FROM connections c JOIN providers v ON v.id = c.provider
JOIN families f ON f.id = c.family WHERE c.id = {}
"""


class AlreadyAsked(Conflict):
    """The provider knows; it is told once until it grants credits."""


async def ask(connection: Connection, *, by: Guardian) -> None:
    """ "Um Credits bitten". Errors: AlreadyAsked, nothing is written."""
    key = await _key(connection.id)
    if await events.is_recorded(key):
        raise AlreadyAsked
    provider, family = (await database.rows(_NAMES, connection.id))[0]
    try:
        async with database.transaction():
            told = {"provider": provider, "family": family}
            subject = connection.subject()
            fact.record("credits.asked", subject, told, by=by.profile_id, key=key)
    except database.Violation:
        # Two guardians, or two taps, at the same moment: the first one has asked.
        raise AlreadyAsked from None


async def has_asked(connection: UUID) -> bool:
    """Whether the provider knows already and has granted nothing since."""
    return await events.is_recorded(await _key(connection))


async def _key(connection: UUID) -> UUID:
    ((grants,),) = await database.rows(_GRANTS, connection)
    return uuid5(connection, f"credits.asked after {grants} grants")

"""Hearing: the topics of which an actor's open pages are told. Rule: A8 B5.

Computed here from who it is, never from what a page asks for.
"""

from uuid import UUID

from domain import database, reach, topics
from domain.profiles.actor import Actor, Child, Guardian, Manager, Staff

_CONNECTIONS = "SELECT c.id FROM connections c WHERE {reached} AND c.ended_at IS NULL"
_OWN = ("session", "connection", "people")


async def names(by: Actor) -> frozenset[str]:
    """What there can be news of for this actor."""
    told = topics.name("told", by.profile_id)
    return frozenset({told, *await _names(by)})


async def _names(by: Actor) -> list[str]:
    match by:
        case Guardian():
            return _named((*_OWN, "credits", "document"), [by.family_id])
        case Child():
            return _named(_OWN, [by.profile_id]) + _named(("document",), await _connected(by))
        case _:
            shared = _named(("credits", "document"), await _connected(by))
            return _named(_OWN, await _teaching(by)) + shared


async def _teaching(by: Staff) -> list[UUID]:
    """Whose weeks somebody sees: a manager everybody's."""
    if not isinstance(by, Manager):
        return [by.profile_id]
    others = await database.rows(reach.STAFF_OF_PROVIDER, by.provider_id)
    return [by.profile_id, *(profile for (profile,) in others)]


async def _connected(by: Staff | Child) -> list[UUID]:
    reached = reach.shelves(by)
    sql = _CONNECTIONS.replace("{reached}", reached.sql)
    return [id for (id,) in await database.rows(sql, *reached.values)]


def _named(aspects: tuple[str, ...], owners: list[UUID]) -> list[str]:
    return [topics.name(aspect, owner) for owner in owners for aspect in aspects]

"""Hearing: the topics of which an actor's open pages are told. Rule: A8 B5.

Computed here from who it is, never from what a page asks for.
"""

from uuid import UUID

from domain import database, reach, topics
from domain.profiles.actor import Actor, Child, Guardian, Manager, Staff, Supporter
from domain.reach import Clause

_CONNECTIONS = "SELECT c.id FROM connections c WHERE {reached} AND c.ended_at IS NULL"
_OWN = ("session", "connection", "people")
_SHARED = ("document", "message")


async def names(by: Actor) -> frozenset[str]:
    """What there can be news of for this actor, who talks to the support as anybody does."""
    own = _named(("told", "message"), [by.profile_id])
    return frozenset({*own, *await _names(by)})


async def _names(by: Actor) -> list[str]:
    match by:
        case Guardian():
            return _named((*_OWN, "credits", *_SHARED), [by.family_id])
        case Child():
            return _named(_OWN, [by.profile_id]) + await _shared_with(by)
        case Supporter():
            return _named(("people",), [by.profile_id])
        case _:
            shared = _named(("credits", *_SHARED), await _connected(reach.connections(by)))
            return _named(_OWN, await _teaching(by)) + shared


async def _shared_with(by: Child) -> list[str]:
    """What a child's families let it see and take part in. Rule: C1 D1."""
    documents = _named(("document",), await _connected(reach.shelves(by)))
    return documents + _named(("message",), await _connected(reach.conversations(by)))


async def _teaching(by: Staff) -> list[UUID]:
    """Whose weeks somebody sees: a manager everybody's."""
    if not isinstance(by, Manager):
        return [by.profile_id]
    others = await database.rows(reach.STAFF_OF_PROVIDER, by.provider_id)
    return [by.profile_id, *(profile for (profile,) in others)]


async def _connected(reached: Clause) -> list[UUID]:
    sql = _CONNECTIONS.replace("{reached}", reached.sql)
    return [id for (id,) in await database.rows(sql, *reached.values)]


def _named(aspects: tuple[str, ...], owners: list[UUID]) -> list[str]:
    return [topics.name(aspect, owner) for owner in owners for aspect in aspects]

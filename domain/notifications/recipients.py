"""Who is told of which event. Rule: N1 N2."""

from typing import Protocol
from uuid import UUID

from domain import database

GUARDIANS, CHILD, EDUCATOR, EDUCATORS = "guardians", "child", "educator", "educators"

TOLD: dict[str, frozenset[str]] = {
    "connection.made": frozenset({EDUCATORS}),
    "credits.granted": frozenset({GUARDIANS}),
    "credits.corrected": frozenset({GUARDIANS}),
    "credits.expired": frozenset({GUARDIANS}),
    "session.proposed": frozenset({GUARDIANS}),
    "session.confirmed": frozenset({GUARDIANS, CHILD, EDUCATOR}),
    "session.declined": frozenset({GUARDIANS, EDUCATOR}),
    "session.cancelled": frozenset({GUARDIANS, CHILD, EDUCATOR}),
    "session.withdrawn": frozenset({GUARDIANS}),
    "session.expired": frozenset({GUARDIANS, EDUCATOR}),
    "session.missed": frozenset({GUARDIANS}),
    "session.objected": frozenset({EDUCATOR}),
    "session.corrected": frozenset({GUARDIANS}),
}
"""Kinds that are not here, like session.completed, are history and tell nobody."""

_FIND = {
    GUARDIANS: "SELECT id FROM profiles WHERE family = {} AND kind = 'guardian'",
    CHILD: "SELECT id FROM profiles WHERE id = {} AND kind = 'child'",
    EDUCATOR: "SELECT profile FROM educators WHERE id = {}",
    EDUCATORS: "SELECT profile FROM educators WHERE provider = {}",
}


class Concerned(Protocol):
    """What an event is about."""

    @property
    def family(self) -> UUID | None: ...
    @property
    def provider(self) -> UUID | None: ...
    @property
    def educator(self) -> UUID | None: ...
    @property
    def child(self) -> UUID | None: ...


async def of(kind: str, subject: Concerned, by: UUID | None) -> list[UUID]:
    """The profiles to tell, never the one who caused it, in the order of their ids."""
    about = {
        GUARDIANS: subject.family,
        CHILD: subject.child,
        EDUCATOR: subject.educator,
        EDUCATORS: subject.provider,
    }
    roles = TOLD.get(kind, frozenset())
    found = [
        row[0]
        for role in sorted(roles)
        if about[role] is not None
        for row in await database.rows(_FIND[role], about[role])
    ]
    return sorted(set(found) - {by})

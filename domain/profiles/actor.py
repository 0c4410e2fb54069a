"""Who acts: what a domain function must know of the person behind a change."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain import database
from domain.errors import NotFound

_ACTOR = """
SELECT p.id, p.kind, p.family, e.id, e.provider
FROM profiles p LEFT JOIN educators e ON e.profile = p.id
WHERE p.id = {}
"""


class Actor(Protocol):
    """A profile with what it belongs to; the web's visitor is one."""

    @property
    def profile_id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def family_id(self) -> UUID | None: ...
    @property
    def educator_id(self) -> UUID | None: ...
    @property
    def provider_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Acting:
    """An actor where there is no request: commands, the demo world, tests."""

    profile_id: UUID
    kind: str
    family_id: UUID | None
    educator_id: UUID | None
    provider_id: UUID | None


async def acting_as(profile: UUID) -> Acting:
    """Errors: NotFound."""
    found = await database.row(_ACTOR, profile)
    if found is None:
        raise NotFound
    return Acting(*found)

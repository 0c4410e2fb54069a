"""Reading a version, also a former one, and a link to a PDF that works for five minutes.

Rule: D2 D5.

Choice: as with documents whoever has the link has the file while it works, see
domain/documents/download.py; that somebody asked for one is not kept.
"""

from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database, signed_link
from domain.agreements import version
from domain.agreements.asked import IN_FORCE
from domain.agreements.audience import IS_ASKED
from domain.agreements.version import Version
from domain.documents.download import WORKS_FOR
from domain.errors import Expired, NotFound
from domain.profiles.actor import Actor, Guardian, Staff

_PURPOSE = "agreement"
_IS_OURS = """
SELECT 1 FROM agreement_versions v JOIN agreements g ON g.id = v.agreement
WHERE v.id = {} AND g.provider = {}
"""
_IS_ASKED = f"""
SELECT 1 FROM agreements g {IN_FORCE} JOIN connections c ON {IS_ASKED}
WHERE v.id = {{}} AND c.family = {{}}
"""
_HAS_SAID = """
SELECT 1 FROM consents k JOIN agreement_versions v ON v.id = k.version
JOIN connections c ON c.id = k.connection
WHERE v.id = {} AND c.family = {}
"""


class LinkOver(Expired):
    """It worked for five minutes. Shape: of which agreement it was."""

    def __init__(self, agreement: Id) -> None:
        super().__init__(agreement)
        self.agreement = agreement


class File(NamedTuple):
    """What a link leads to. Units: whole seconds that it still works."""

    version: Version
    seconds_left: int


async def reachable(id: Id, *, by: Actor) -> Version:
    """For who asks for it and whom it asks, or who answered it once. Errors: NotFound."""
    if not await _may_read(id, by):
        raise NotFound
    return await version.by_id(id)


async def link(id: Id, *, by: Actor) -> str:
    """The secret part of a new one. Errors: NotFound, for a text, too."""
    if not (await reachable(id, by=by)).is_file:
        raise NotFound
    return signed_link.token(_PURPOSE, id, clock.now() + WORKS_FOR)


async def opened(token: str) -> File:
    """Errors: NotFound, LinkOver."""
    id, until = signed_link.read(_PURPOSE, token)
    read = await version.by_id(id)
    left = (until - clock.now()).total_seconds()
    if left <= 0:
        raise LinkOver(read.agreement)
    return File(read, max(1, int(left)))


async def _may_read(id: Id, by: Actor) -> bool:
    if isinstance(by, Staff):
        return await database.row(_IS_OURS, id, by.provider_id) is not None
    if not isinstance(by, Guardian):
        return False
    asked = await database.row(_IS_ASKED, id, by.family_id)
    return bool(asked or await database.row(_HAS_SAID, id, by.family_id))

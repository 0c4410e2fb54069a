"""Removal: who shared a document takes it away, with ten seconds to think again. Rule: D1."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from domain import clock, database, events, outbox
from domain.documents import document, file_removal, space
from domain.documents.document import Document
from domain.errors import Conflict, Forbidden
from domain.facts import Fact
from domain.profiles.actor import Actor

KIND = "document_purge"
TO_THINK_AGAIN = timedelta(seconds=10)
PURGED_AFTER = timedelta(minutes=1)
"""Later than anybody can take it back, on any clock of ours."""
_REMOVE = """
UPDATE documents SET removed_at = {}, removed_by = {}
WHERE id = {} AND stored_at IS NOT NULL AND removed_at IS NULL RETURNING id
"""
_RESTORE = """
UPDATE documents SET removed_at = NULL, removed_by = NULL
WHERE id = {} AND removed_by = {} AND removed_at > {} AND purged_at IS NULL RETURNING id
"""
# What it was called may say much of a child, so that does not stay either.
_PURGE = """
UPDATE documents SET purged_at = {}, name = ''
WHERE id = {} AND removed_at <= {} AND purged_at IS NULL RETURNING connection, size
"""


class AlreadyRemoved(Conflict):
    """It was taken away before."""


class RemovedForGood(Conflict):
    """The ten seconds are over."""


def refusal(one: Document, *, by: Actor) -> Exception | None:
    """Why this profile cannot take it away; None where it can."""
    if not one.is_own(by):
        return Forbidden()
    return AlreadyRemoved() if one.removed_at else None


def can_restore(one: Document, now: datetime, *, by: Actor) -> bool:
    if one.removed_at is None:
        return False
    return one.removed_by == by.profile_id and one.removed_at > now - TO_THINK_AGAIN


async def remove(one: Document, *, by: Actor) -> None:
    """Nobody sees it any more; its file goes a minute later. Errors: Forbidden, AlreadyRemoved."""
    if refused := refusal(one, by=by):
        raise refused
    now = clock.now()
    async with database.transaction():
        if not await database.rows(_REMOVE, now, by.profile_id, one.id):
            raise AlreadyRemoved
        await outbox.put(KIND, {"document": str(one.id)}, due_at=now + PURGED_AFTER)
        events.record(Fact("document.removed", by.profile_id, one.subject(), now))


async def restore(one: Document, *, by: Actor) -> None:
    """ "Rückgängig". Errors: RemovedForGood."""
    now = clock.now()
    async with database.transaction():
        if not await database.rows(_RESTORE, one.id, by.profile_id, now - TO_THINK_AGAIN):
            raise RemovedForGood
        events.record(Fact("document.restored", by.profile_id, one.subject(), now))


async def purge(id: Id) -> None:
    """What is still removed ceases to be: its name, the space that it took, and soon its file."""
    now = clock.now()
    async with database.transaction():
        for connection, size in await database.rows(_PURGE, now, id, now - TO_THINK_AGAIN):
            await space.give(connection, size)
            await file_removal.plan(document.key(id))

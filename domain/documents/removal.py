"""Removal: who shared a document takes it away, with ten seconds to think again. Rule: D1."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from domain import clock, database, events, outbox
from domain.documents import document, file_removal, preview, space
from domain.documents.document import IS_THERE, Document
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
_STILL_THERE = f"SELECT d.id FROM documents d WHERE d.id = {{}} AND {IS_THERE}"
# What it was called may say much of a child, so that does not stay either.
_PURGE = """
UPDATE documents SET purged_at = {}, name = ''
WHERE id = {} AND removed_at <= {} AND purged_at IS NULL RETURNING connection, size
"""


class RemovedForGood(Conflict):
    """The ten seconds are over."""


def refusal(one: Document, *, by: Actor) -> Exception | None:
    """Why this profile cannot take it away; None where it can."""
    return None if one.is_own(by) else Forbidden()


def undo_until(one: Document, now: datetime, *, by: Actor) -> datetime | None:
    """Until when this profile brings it back; None where it cannot, or not any more."""
    if one.removed_at is None or one.removed_by != by.profile_id:
        return None
    until = one.removed_at + TO_THINK_AGAIN
    return until if until > now else None


async def remove(one: Document, *, by: Actor) -> None:
    """Nobody sees it any more; its file goes a minute later. Errors: Forbidden.

    Shape: pressed twice it is taken away once.
    """
    if refused := refusal(one, by=by):
        raise refused
    now = clock.now()
    async with database.transaction():
        if not await database.rows(_REMOVE, now, by.profile_id, one.id):
            return
        await outbox.put(KIND, {"document": str(one.id)}, due_at=now + PURGED_AFTER)
        events.record(Fact("document.removed", by.profile_id, one.subject(), now))


async def restore(one: Document, *, by: Actor) -> None:
    """ "Rückgängig". Errors: RemovedForGood. Shape: pressed twice it comes back once."""
    now = clock.now()
    async with database.transaction():
        if not await database.rows(_RESTORE, one.id, by.profile_id, now - TO_THINK_AGAIN):
            if await database.rows(_STILL_THERE, one.id):
                return
            raise RemovedForGood
        events.record(Fact("document.restored", by.profile_id, one.subject(), now))


async def purge(id: Id) -> None:
    """What is still removed ceases to be: its name, the space that it took, and soon its file."""
    now = clock.now()
    async with database.transaction():
        for connection, size in await database.rows(_PURGE, now, id, now - TO_THINK_AGAIN):
            await space.give(connection, size)
            await file_removal.plan(document.key(id), *await preview.forget(id))

"""Giving up: what was to become a document and never was stored. Rule: D3."""

from datetime import timedelta
from uuid import UUID as Id

from domain import clock, database
from domain.documents import document, file_removal, space

PATIENCE = timedelta(hours=1)
"""Longer than any upload takes; whoever was killed in the middle does not come back."""
_GIVE_UP = "DELETE FROM documents WHERE id = {} AND stored_at IS NULL RETURNING connection, size"
_UNSTORED = "SELECT id FROM documents WHERE stored_at IS NULL AND created_at < {} ORDER BY id"


async def give_up(id: Id) -> None:
    """Nothing is left of it: neither its row nor what it took, and soon no file.

    Shape: one that was stored meanwhile stays.
    """
    async with database.transaction():
        for connection, size in await database.rows(_GIVE_UP, id):
            await space.give(connection, size)
            await file_removal.plan(document.key(id))


async def clean() -> None:
    """Gives up what nobody can be storing any more."""
    for (id,) in await database.rows(_UNSTORED, clock.now() - PATIENCE):
        await give_up(id)

"""Inventory: which files the store has to have. Rule: D3."""

from domain import database
from domain.documents import document

_NEEDED = "SELECT id FROM documents WHERE stored_at IS NOT NULL AND purged_at IS NULL ORDER BY id"


async def needed() -> list[str]:
    """The keys of what was stored whole and not removed for good, in their order."""
    return [document.key(id) for (id,) in await database.rows(_NEEDED)]

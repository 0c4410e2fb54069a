"""Which files the store has to have for documents, and which it may have. Rule: D3."""

from datetime import datetime

from domain import database
from domain.documents import document, preview

_NEEDED = "SELECT id FROM documents WHERE stored_at IS NOT NULL AND purged_at IS NULL ORDER BY id"
_NAMED = "SELECT id FROM documents WHERE purged_at IS NULL OR purged_at > {}"


async def needed() -> list[str]:
    """The keys of what was stored whole and not removed for good."""
    return [document.key(id) for (id,) in await database.rows(_NEEDED)]


async def named(since: datetime) -> set[str]:
    """Every key that a document has, or had since then.

    Choice: a preview is never missing, for it is drawn anew.
    """
    rows = await database.rows(_NAMED, since)
    return {key for (id,) in rows for key in (document.key(id), *preview.keys(id))}

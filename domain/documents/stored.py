"""Which files the store has to have for documents, and which it may have. Rule: D3."""

from datetime import datetime

from domain import database
from domain.documents import document, preview
from domain.storage import Needed

_NEEDED = """
SELECT id, size, sha256 FROM documents
WHERE stored_at IS NOT NULL AND purged_at IS NULL ORDER BY id
"""
_NAMED = "SELECT id FROM documents WHERE purged_at IS NULL OR purged_at > {}"


async def needed() -> list[Needed]:
    """What was stored whole and not removed for good."""
    return [Needed(document.key(id), *known) for id, *known in await database.rows(_NEEDED)]


async def named(since: datetime) -> set[str]:
    """Every key that a document has, or had since then.

    Choice: a preview is never missing, for it is drawn anew.
    """
    rows = await database.rows(_NAMED, since)
    return {key for (id,) in rows for key in (document.key(id), *preview.keys(id))}

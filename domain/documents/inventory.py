"""Inventory: which files the store has to have, and what it has instead. Rule: D3."""

from datetime import timedelta
from typing import NamedTuple

from domain import clock, database, storage
from domain.documents import document, preview

PATIENCE = timedelta(hours=1)
"""As long as a file is on its way, or on its way out, at most."""
_NEEDED = "SELECT id FROM documents WHERE stored_at IS NOT NULL AND purged_at IS NULL ORDER BY id"
_NAMED = "SELECT id FROM documents WHERE purged_at IS NULL OR purged_at > {}"


class Differences(NamedTuple):
    """Shape: keys, in their order."""

    missing: list[str]
    unnamed: list[str]


async def needed() -> list[str]:
    """The keys of what was stored whole and not removed for good, in their order."""
    return [document.key(id) for (id,) in await database.rows(_NEEDED)]


async def differences() -> Differences:
    """What documents have and the store lacks, and what it has and no document named for an hour.

    Shape: what was shared or removed while the store was asked is neither. Errors: StorageAway.
    Choice: a preview is never missing, for it is drawn anew.
    """
    before = await needed()
    held = await storage.current().listed()
    lacking = set(await needed()) - {file.key for file in held}
    since = clock.now() - PATIENCE
    rows = await database.rows(_NAMED, since)
    named = {key for (id,) in rows for key in (document.key(id), *preview.keys(id))}
    unnamed = [file.key for file in held if file.changed_at < since and file.key not in named]
    return Differences([key for key in before if key in lacking], unnamed)

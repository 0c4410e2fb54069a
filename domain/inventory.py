"""Inventory: which files the store has to have, and what it has instead. Rule: D3 D5."""

from datetime import timedelta
from typing import NamedTuple

from domain import clock, storage
from domain.agreements import filing
from domain.documents import stored

PATIENCE = timedelta(hours=1)
"""As long as a file is on its way, or on its way out, at most."""


class Differences(NamedTuple):
    """Shape: keys, in their order."""

    missing: list[str]
    unnamed: list[str]


async def needed() -> list[str]:
    """The keys of everything without which something is lacking, in their order."""
    return sorted([*await stored.needed(), *await filing.needed()])


async def differences() -> Differences:
    """What documents and agreements have and the store lacks, and what it has and none of them
    named for an hour.

    Shape: what came or was removed while the store was asked is neither. Errors: StorageAway.
    """
    before = await needed()
    held = await storage.current().listed()
    lacking = set(await needed()) - {file.key for file in held}
    since = clock.now() - PATIENCE
    named = {*await stored.named(since), *await filing.needed()}
    unnamed = [file.key for file in held if file.changed_at < since and file.key not in named]
    return Differences([key for key in before if key in lacking], unnamed)

"""Inventory: which files the store has to have, and what it has instead. Rule: D3 D5."""

import hashlib
import random
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from domain import clock, storage
from domain.agreements import filing
from domain.documents import stored
from domain.storage import Kept, Needed

PATIENCE = timedelta(hours=1)
"""As long as a file is on its way, or on its way out, at most."""


class Differences(NamedTuple):
    """Shape: keys, in their order; damaged are those of another size than they were put there."""

    missing: list[str]
    damaged: list[str]
    unnamed: list[str]


class Read(NamedTuple):
    """How many files were read of how many, and the keys of those that are damaged."""

    read_count: int
    all_count: int
    damaged: list[str]


async def needed() -> list[str]:
    """The keys of everything without which something is lacking, in their order."""
    return sorted(each.key for each in await _files())


async def differences() -> Differences:
    """What documents and agreements have and the store lacks or has otherwise, and what it has and
    none of them named for an hour.

    Shape: what came or was removed while the store was asked is neither. Errors: StorageAway.
    """
    before = await _files()
    held = {file.key: file for file in await storage.current().listed()}
    still = {each.key for each in await _files()}
    there = [each for each in before if each.key in still]
    return Differences(
        [each.key for each in there if each.key not in held],
        [each.key for each in there if each.key in held and held[each.key].size != each.size],
        await _unnamed(held.values()),
    )


async def read(most_bytes: int | None) -> Read:
    """Reads files, others each time, until so much was read, and compares them with their SHA-256.

    Shape: None is all; those that are missing, or came to be so, are passed over. Errors:
    StorageAway.
    """
    files = await _files()
    left = sum(each.size for each in files) if most_bytes is None else most_bytes
    alike: dict[str, bool] = {}
    for each in random.sample(files, len(files)):
        if each.size <= left:
            left -= each.size
            with suppress(storage.Missing):
                alike[each.key] = await _sha256(each.key) == each.sha256
    return Read(len(alike), len(files), sorted(key for key in alike if not alike[key]))


async def _unnamed(held: Iterable[Kept]) -> list[str]:
    since = clock.now() - PATIENCE
    named = {*await stored.named(since), *(each.key for each in await filing.needed())}
    return [file.key for file in held if file.changed_at < since and file.key not in named]


async def _files() -> list[Needed]:
    return sorted([*await stored.needed(), *await filing.needed()])


async def _sha256(key: str) -> str:
    digest = hashlib.sha256()
    async for part in storage.current().read(key):
        digest.update(part)
    return digest.hexdigest()

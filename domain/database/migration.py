"""Brings the schema up to date by SQL that a person can read.

A migration is a folder (script.py), named once and for all. What has run stands in the table
`migration`.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

from domain.database import script

Progress = Callable[[int, int, str], object]

APP = "lernfaden"


class OtherRelease(Exception):
    """The database has been through migrations that this release does not know."""


class Migrating(Protocol):
    """One process's right to change the schema, on a connection of its own."""

    async def ran(self) -> list[str]: ...
    async def run(self, name: str, statements: Sequence[str]) -> None: ...


class Migratable(Protocol):
    """An engine."""

    engine_type: Any

    def migrating(self) -> AbstractAsyncContextManager[Migrating]: ...


async def migrate(
    engine: Migratable, folders: Sequence[Path], progress: Progress | None = None
) -> None:
    """Runs what has not run yet, each migration whole or not at all; any number of processes may
    ask at once, also while one of them is killed.

    Shape: `progress(done, total, name)` before each, and once more when all are done.
    Errors: OtherRelease; the driver's own, those before the one that failed are stored.
    """
    async with engine.migrating() as migrating:
        waiting = left(folders, await migrating.ran())
        for done, folder in enumerate(waiting):
            if progress:
                progress(done, len(waiting), folder.name)
            await migrating.run(folder.name, script.of(folder, engine.engine_type))
    if progress:
        progress(len(waiting), len(waiting), "")


def left(folders: Sequence[Path], ran: Sequence[str]) -> list[Path]:
    """Those that have not run. Errors: OtherRelease."""
    if unknown := set(ran) - {folder.name for folder in folders}:
        raise OtherRelease(f"the database is of another release, which knows {min(unknown)}")
    return [folder for folder in folders if folder.name not in ran]

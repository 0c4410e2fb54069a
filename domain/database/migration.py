"""Brings the schema up to date by SQL that a person can read.

A migration is a folder, named once and for all. Shape: `NAME.sql` is for both engines and runs
first, `NAME.sqlite.sql` or `NAME.postgres.sql` after it; a statement ends with a semicolon before
an empty line, for triggers hold semicolons too. What has run stands in the table `migration`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

Progress = Callable[[int, int, str], object]

APP = "lernfaden"

_END = re.compile(r";\s*?\n\s*\n|;\s*\Z")
_COMMENT = re.compile(r"^\s*--.*\n?", re.M)


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
            await migrating.run(folder.name, statements(folder, engine.engine_type))
    if progress:
        progress(len(waiting), len(waiting), "")


def left(folders: Sequence[Path], ran: Sequence[str]) -> list[Path]:
    """Those that have not run. Errors: OtherRelease."""
    if unknown := set(ran) - {folder.name for folder in folders}:
        raise OtherRelease(f"the database is of another release, which knows {min(unknown)}")
    return [folder for folder in folders if folder.name not in ran]


def statements(folder: Path, engine_type: str) -> list[str]:
    """What a migration says to an engine, in order."""
    return [
        statement for path in _files(folder, engine_type) for statement in split(path.read_text())
    ]


def split(text: str) -> Iterator[str]:
    """The statements of a file; comments between them are left out, those within stay."""
    for part in _END.split(text):
        if _COMMENT.sub("", part).strip():
            yield part.strip()


def _files(folder: Path, engine_type: str) -> list[Path]:
    both = [path for path in sorted(folder.glob("*.sql")) if not path.suffixes[:-1]]
    return both + sorted(folder.glob(f"*.{engine_type}.sql"))

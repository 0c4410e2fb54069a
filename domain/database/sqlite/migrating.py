"""Where a migration of SQLite runs: one process at a time, with what rebuilding a table needs."""

import fcntl
from asyncio import to_thread
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.database.sqlite.handle import Writer

PRAGMAS = ("foreign_keys = OFF", "legacy_alter_table = ON")
"""SQLite changes a table by building it anew: make `new_x`, copy, drop `x`, rename `new_x`. With
foreign keys on, dropping would delete what refers to it; with the newer way of renaming, triggers
of other tables that name `x` would be refused while there is none. Both are settings of this
connection alone, and what they let through is looked for before COMMIT."""

_RECORD = """
CREATE TABLE IF NOT EXISTS migration (
  id INTEGER PRIMARY KEY,
  name VARCHAR(200) NOT NULL UNIQUE,
  ran_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""


class BrokenReference(Exception):
    """A migration would leave rows that refer to nothing; it has not run."""


class Migrating:
    """A lock among processes, and a connection that nobody else uses.

    Shape: an flock on a file beside the database; the kernel opens it when a process dies.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    async def __aenter__(self) -> Self:
        self._lock = await to_thread(Path(f"{self._path}.migration-lock").open, "w")
        try:
            await to_thread(fcntl.flock, self._lock, fcntl.LOCK_EX)
            self._writer = Writer(self._path)
        except BaseException:
            self._lock.close()
            raise
        for pragma in PRAGMAS:
            self._writer.rows(f"PRAGMA {pragma}", ())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._writer.close()
        self._lock.close()

    async def ran(self) -> list[str]:
        await self._writer.patiently(_RECORD)
        return [name for (name,) in self._writer.rows("SELECT name FROM migration ORDER BY id", ())]

    async def run(self, name: str, statements: Sequence[str]) -> None:
        """Errors: sqlite3's own; BrokenReference."""
        await self._writer.patiently("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                self._writer.rows(statement, ())
            self._look_for_broken_references()
            self._writer.rows("INSERT INTO migration (name) VALUES (?)", (name,))
            self._writer.rows("COMMIT", ())
        finally:
            self._writer.sqlite.rollback()

    def _look_for_broken_references(self) -> None:
        if broken := self._writer.rows("PRAGMA foreign_key_check", ()):
            table, _, parent, _ = broken[0]
            raise BrokenReference(f"{len(broken)} rows, the first in {table}, miss their {parent}")

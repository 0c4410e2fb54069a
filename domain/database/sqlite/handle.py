"""Handles on SQLite's file."""

import asyncio
import random
import sqlite3
from pathlib import Path
from time import monotonic
from typing import Any

from domain.database.sqlite.gate import Gate

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",
    "journal_size_limit = 67108864",
    "wal_autocheckpoint = 16000",
)
BUSY_SECONDS = 10.0
PAUSE_SECONDS = 0.001

Rows = list[tuple[Any, ...]]


class Handle:
    """One way into the file; whoever uses it has it for itself."""

    def __init__(self, path: str) -> None:
        kinds = sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES
        self.sqlite = sqlite3.connect(
            path, 5.0, kinds, None, check_same_thread=False, cached_statements=512
        )
        for pragma in PRAGMAS:
            self.sqlite.execute(f"PRAGMA {pragma}")
        self.names: list[str] = []

    def rows(self, sql: str, args: Any) -> Rows:
        """Shape: tuples, and in `names` what their columns are called."""
        cursor = self.sqlite.execute(sql, args)
        rows = cursor.fetchall()
        self.names = [column[0] for column in cursor.description or ()]
        return rows

    def close(self) -> None:
        self.sqlite.close()


class Reader(Handle):
    """One that cannot write."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.sqlite.execute("PRAGMA query_only = ON")


class Writer(Handle):
    """The process's only one that writes."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.sqlite.execute("PRAGMA busy_timeout = 0")
        self._gate = Gate(Path(f"{path}-gate"))

    async def patiently(self, sql: str, args: Any = ()) -> Rows:
        """A statement that begins to write, after what another process is writing.

        Errors: TimeoutError, it was not to be had for BUSY_SECONDS.
        """
        deadline = monotonic() + BUSY_SECONDS
        while not self._gate.try_to_enter():
            await _pause(deadline)
        try:
            while (rows := self._rows_unless_busy(sql, args)) is None:
                await _pause(deadline)
            return rows
        finally:
            self._gate.leave()

    def _rows_unless_busy(self, sql: str, args: Any) -> Rows | None:
        try:
            return self.rows(sql, args)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        return None

    def close(self) -> None:
        super().close()
        self._gate.close()


async def _pause(deadline: float) -> None:
    if monotonic() > deadline:
        raise TimeoutError(f"another process has been writing for {BUSY_SECONDS} s")
    await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE_SECONDS)

"""Handles on SQLite's file, and how its values become ours."""

import asyncio
import random
import sqlite3
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from asyncpg.pgproto.pgproto import UUID

from domain.database.sqlite.turn import Gate

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",
    "journal_size_limit = 67108864",
    "wal_autocheckpoint = 16000",
)
VALUES_KEPT = 20_000
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
        found = cursor.fetchall()
        self.names = [column[0] for column in cursor.description or ()]
        return found

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
            while (found := self._rows_unless_busy(sql, args)) is None:
                await _pause(deadline)
            return found
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


def register_converters() -> None:
    """Piccolo's converters without a wrapper around each value; the results are the same.

    Choice: the same text becomes the same object, for a list that is read again has nothing new;
    making and comparing fifty rows took longer than reading them. An id is of the class that
    asyncpg gives too, which is a UUID in C: its text, asked for in every row, costs a twelfth.
    """

    @lru_cache(VALUES_KEPT)
    def moment(stored: bytes) -> datetime:
        read = datetime.fromisoformat(stored.decode())
        return read if read.tzinfo is UTC else read.replace(tzinfo=UTC)

    @lru_cache(VALUES_KEPT)
    def identity(stored: bytes) -> UUID:
        return UUID(stored.decode())

    sqlite3.register_adapter(UUID, str)
    sqlite3.register_converter("TIMESTAMPTZ", moment)
    sqlite3.register_converter("UUID", identity)
    sqlite3.register_converter("INTEGER", int)
    sqlite3.register_converter("BOOLEAN", lambda stored: stored == b"1")


async def _pause(deadline: float) -> None:
    if monotonic() > deadline:
        raise TimeoutError(f"another process has been writing for {BUSY_SECONDS} s")
    await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE_SECONDS)

"""Writing to SQLite's file: the process's one writer, in turns, and its log copied in between."""

import asyncio
import contextlib
import sqlite3
from contextvars import Context

from domain.database import room
from domain.database.sqlite.handle import Writer
from domain.database.sqlite.keeping import Keeping
from domain.database.sqlite.turn import Turn

CHANGES_PER_CHECKPOINT = 2000


class Writing:
    """Shape: the writer is for whoever has the turn."""

    def __init__(self, path: str) -> None:
        self.turn = Turn()
        self._path = path
        self._writer: Writer | None = None
        self._checkpoint: asyncio.Task[None] | None = None
        self._changes_checked = 0
        self._changes_kept = 0
        self._keeping = Keeping(f"{path}-wal")

    def writer(self) -> Writer:
        """For whoever has the turn."""
        if self._writer is None:
            self._writer = Writer(self._path)
            self._changes_checked = self._changes_kept = 0
        return self._writer

    async def give_back(self, *, is_stored: bool) -> None:
        """Ends the turn with nothing open; now and then the log goes into the file.

        Shape: where something was stored, returns once it outlives a power cut; others write
        meanwhile. Errors: OSError, the disk did not take it.
        """
        if self._writer is None:
            # It could not be opened.
            self.turn.give()
            return
        if self._writer.sqlite.in_transaction:
            self._writer.sqlite.rollback()
        changes = self._writer.sqlite.total_changes
        is_new, self._changes_kept = changes != self._changes_kept, changes
        self.turn.give()
        self._check_point_sometimes(changes)
        if is_stored and is_new:
            room.OUTAGE.over()
            await self._keeping.keep()

    def close(self) -> None:
        """For whoever has the turn; who writes next opens it anew."""
        if self._writer:
            self._writer.close()
            self._writer = None

    def _check_point_sometimes(self, changes: int) -> None:
        if changes - self._changes_checked < CHANGES_PER_CHECKPOINT:
            return
        self._changes_checked = changes
        if self._checkpoint is None or self._checkpoint.done():
            loop = asyncio.get_running_loop()
            self._checkpoint = loop.create_task(self._check_point(), context=Context())

    async def _check_point(self) -> None:
        """A first pass beside the writers; a second one without them, if they were faster."""
        with contextlib.suppress(sqlite3.OperationalError):
            if not await asyncio.to_thread(self._copy_log):
                async with self.turn:
                    await asyncio.to_thread(self._copy_log)

    def _copy_log(self) -> bool:
        with contextlib.closing(sqlite3.connect(self._path)) as connection:
            _, pages, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return bool(pages == copied)

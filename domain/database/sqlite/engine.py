"""SQLite for one host: one queued writer for the process, readers beside it.

Choice: statements run on the caller's own thread. Handing each to a database thread, as is usual,
took 75 µs for one row and 199 for fifty; here it is 9 and 124, and a transaction of two updates
28 (medians of 3000 on 2 shared CPUs with uvloop; three runs kept the order). While another thread
computes, both have tails of 10 to 50 ms, which is Python's lock. What can take long is kept off the
loop: waiting for other writers is asynchronous, and copying the log into the file, where the disk
is waited for, happens in a thread. So a query must be short; a backup uses a connection of its own.
"""

import asyncio
import contextlib
import sqlite3
import threading
from contextvars import Context
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from piccolo.engine.sqlite import Atomic, SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from domain.database import placeholders
from domain.database.refusal import translate
from domain.database.sqlite.handle import Reader, Rows, Writer, register_converters
from domain.database.sqlite.migrating import Migrating
from domain.database.sqlite.turn import Turn
from domain.database.transaction import Joined, Transaction

CHANGES_PER_CHECKPOINT = 2000
STATEMENTS_PER_BREATH = 64


class SQLiteTransaction(Transaction):
    """BEGIN IMMEDIATE on the process's writer, in the order in which people asked."""

    def __init__(self, engine: "Engine") -> None:
        super().__init__(engine.current_transaction)
        self._engine = engine
        self._statements = 0

    async def _begin(self) -> None:
        await self._engine.turn.take()
        try:
            self._writer = self._engine.writer()
            await self._writer.patiently("BEGIN IMMEDIATE")
        except BaseException:
            self._engine.turn.give()
            raise

    async def _run(self, sql: str, args: Any) -> Rows:
        self._statements += 1
        if self._statements % STATEMENTS_PER_BREATH == 0:
            await asyncio.sleep(0)
        return self._writer.rows(sql, args)

    async def _commit(self) -> None:
        self._writer.sqlite.execute("COMMIT")

    async def _roll_back(self) -> None:
        self._writer.sqlite.rollback()

    async def _give_back(self) -> None:
        self._engine.give_back()

    @property
    def names(self) -> list[str]:
        return self._writer.names


class Engine(SQLiteEngine):
    """Piccolo's engine over connections that stay open.

    Overrides public methods only; the stock one opens a connection and a thread per query.
    """

    def __init__(self, path: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.turn = Turn()
        self._writer: Writer | None = None
        self._readers: WeakKeyDictionary[threading.Thread, Reader] = WeakKeyDictionary()
        self._checkpoint: asyncio.Task[None] | None = None
        self._changes_checked = 0
        register_converters()
        super().__init__(path=path)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def migrating(self) -> Migrating:
        """Where a migration runs; not the connections of everybody else."""
        return Migrating(self.path)

    def writer(self) -> Writer:
        """For whoever has the turn."""
        if self._writer is None:
            self._writer = Writer(self.path)
            self._changes_checked = 0
        return self._writer

    def reader(self) -> Reader:
        """This thread's own."""
        thread = threading.current_thread()
        if (found := self._readers.get(thread)) is None:
            found = self._readers[thread] = Reader(self.path)
        return found

    def give_back(self) -> None:
        """Ends the turn with nothing open; now and then the log goes into the file."""
        writer = self.writer()
        if writer.sqlite.in_transaction:
            writer.sqlite.rollback()
        changes = writer.sqlite.total_changes
        self.turn.give()
        if changes - self._changes_checked < CHANGES_PER_CHECKPOINT:
            return
        self._changes_checked = changes
        if self._checkpoint is None or self._checkpoint.done():
            loop = asyncio.get_running_loop()
            self._checkpoint = loop.create_task(self._check_point(), context=Context())

    async def rows(self, sql: str, args: Any) -> Rows:
        """SQL with `{}` placeholders; tuples."""
        own = placeholders.for_sqlite(sql)
        return (await self._execute(own, args, placeholders.is_read(sql)))[0]

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> Any:
        sql, args = placeholders.compiled(querystring, "sqlite")
        rows, names = await self._execute(sql, args, placeholders.is_read(sql))
        return [dict(zip(names, row, strict=True)) for row in rows]

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Any:
        rows, names = await self._execute(ddl, (), placeholders.is_read(ddl))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def transaction(  # type: ignore[override]
        self, transaction_type: TransactionType | None = None, allow_nested: bool = True
    ) -> Transaction | Joined:
        outer: Any = self.current_transaction.get()
        return Joined(outer) if outer else SQLiteTransaction(self)

    def atomic(self, transaction_type: TransactionType = TransactionType.immediate) -> Atomic:
        return super().atomic(transaction_type=transaction_type)

    async def start_connection_pool(self, **_: Any) -> None:
        self.reader()

    async def close_connection_pool(self) -> None:
        """Closes the writer and this thread's reader; whoever still needs them opens new ones."""
        async with self.turn:
            if reader := self._readers.pop(threading.current_thread(), None):
                reader.close()
            if self._writer:
                self._writer.close()
                self._writer = None

    async def _execute(self, sql: str, args: Any, is_read: bool) -> tuple[Rows, list[str]]:
        transaction: Any = self.current_transaction.get()
        if transaction:
            return await transaction.run(sql, args), transaction.names
        if is_read:
            reader = self.reader()
            return reader.rows(sql, args), reader.names
        await self.turn.take()
        try:
            return await self.writer().patiently(sql, args), self.writer().names
        except sqlite3.IntegrityError as error:
            raise translate(error) or error from error
        finally:
            self.give_back()

    async def _check_point(self) -> None:
        """A first pass beside the writers; a second one without them, if they were faster."""
        with contextlib.suppress(sqlite3.OperationalError):
            if not await asyncio.to_thread(self._copy_log):
                async with self.turn:
                    await asyncio.to_thread(self._copy_log)

    def _copy_log(self) -> bool:
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            _, pages, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return bool(pages == copied)

"""SQLite for one host: one queued writer for the process, readers beside it.

Choice: statements run on the caller's own thread. Handing each to a database thread, as is usual,
took 75 µs for one row and 199 for fifty; here it is 9 and 124, and a transaction of two updates
28 (medians of 3000 on 2 shared CPUs with uvloop; three runs kept the order). While another thread
computes, both have tails of 10 to 50 ms, which is Python's lock. What can take long is kept off the
loop: waiting for other writers is asynchronous, and copying the log into the file, where the disk
is waited for, happens in a thread. So a query must be short; a backup uses a connection of its own.
"""

import sqlite3
import threading
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from piccolo.engine.sqlite import Atomic, SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from domain.database import placeholders
from domain.database.nested import Joined
from domain.database.refusal import translate
from domain.database.sqlite import values
from domain.database.sqlite.handle import Reader, Rows
from domain.database.sqlite.migrating import Migrating
from domain.database.sqlite.transaction import SQLiteTransaction
from domain.database.sqlite.writing import Writing
from domain.database.transaction import Transaction


class Engine(SQLiteEngine):
    """Piccolo's engine over connections that stay open.

    Overrides public methods only; the stock one opens a connection and a thread per query.
    """

    def __init__(self, path: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.writing = Writing(path)
        self._readers: WeakKeyDictionary[threading.Thread, Reader] = WeakKeyDictionary()
        values.register_converters()
        super().__init__(path=path)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def migrating(self) -> Migrating:
        """Where a migration runs; not the connections of everybody else."""
        return Migrating(self.path)

    def reader(self) -> Reader:
        """This thread's own."""
        thread = threading.current_thread()
        if (own := self._readers.get(thread)) is None:
            own = self._readers[thread] = Reader(self.path)
        return own

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
        return Joined(outer) if outer else SQLiteTransaction(self.current_transaction, self.writing)

    def atomic(self, transaction_type: TransactionType = TransactionType.immediate) -> Atomic:
        return super().atomic(transaction_type=transaction_type)

    async def start_connection_pool(self, **_: Any) -> None:
        self.reader()

    async def close_connection_pool(self) -> None:
        """Closes the writer and this thread's reader; whoever still needs them opens new ones."""
        async with self.writing.turn:
            if reader := self._readers.pop(threading.current_thread(), None):
                reader.close()
            self.writing.close()

    async def _execute(self, sql: str, args: Any, is_read: bool) -> tuple[Rows, list[str]]:
        transaction: Any = self.current_transaction.get()
        if transaction:
            return await transaction.run(sql, args), transaction.names
        if is_read:
            reader = self.reader()
            return reader.rows(sql, args), reader.names
        await self.writing.turn.take()
        is_stored = False
        try:
            writer = self.writing.writer()
            rows = await writer.patiently(sql, args)
            is_stored = True
            return rows, writer.names
        except sqlite3.Error as error:
            raise translate(error) or error from error
        finally:
            await self.writing.give_back(is_stored=is_stored)

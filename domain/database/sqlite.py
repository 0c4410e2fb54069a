"""SQLite for one host: one queued writer for the process, readers beside it.

Choice: statements run on the caller's own thread. Handing each to a database thread, as is usual,
was measured at 109 µs for one row and 218 for fifty; here it is 14 and 169, and a transaction of
two updates takes 21 (2 shared CPUs, medians of 3000, uvloop). While another thread is busy the
worst waits are half as long, too. What can take long is kept off the loop: waiting for other
writers is asynchronous, and copying the log into the file, the only moment with an fsync, happens
in a thread. So queries must stay short, and the few long ones (a backup) use another connection.
"""

import asyncio
import contextlib
import random
import re
import sqlite3
import threading
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from piccolo.engine.sqlite import Atomic, SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from domain.database import statement
from domain.database.transaction import Joined, Transaction
from domain.database.turn import Turn
from domain.database.violation import translate

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
CHANGES_PER_CHECKPOINT = 2000
STATEMENTS_PER_BREATH = 64

Rows = list[tuple[Any, ...]]


class Connection:
    """One connection to the file; whoever uses it has it for itself."""

    def __init__(self, path: str, is_reader: bool) -> None:
        kinds = sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES
        self.sqlite = sqlite3.connect(
            path, 5.0, kinds, None, check_same_thread=False, cached_statements=512
        )
        for pragma in PRAGMAS:
            self.sqlite.execute(f"PRAGMA {pragma}")
        if is_reader:
            self.sqlite.execute("PRAGMA query_only = ON")
        else:
            self.sqlite.execute("PRAGMA busy_timeout = 0")
        self.names: list[str] = []

    def rows(self, sql: str, args: Any) -> Rows:
        """Shape: tuples, and in `names` what their columns are called."""
        cursor = self.sqlite.execute(sql, args)
        found = cursor.fetchall()
        self.names = [column[0] for column in cursor.description or ()]
        return found

    async def patiently(self, sql: str, args: Any = ()) -> Rows:
        """A statement that may meet another process's write lock.

        Errors: sqlite3.OperationalError, the other kept it for BUSY_SECONDS.
        """
        deadline, pause = monotonic() + BUSY_SECONDS, 0.001
        while True:
            try:
                return self.rows(sql, args)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                    raise
            await asyncio.sleep(pause * random.uniform(0.5, 1))
            pause = min(pause * 1.5, 0.02)


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
        self._writer: Connection | None = None
        self._readers: WeakKeyDictionary[threading.Thread, Connection] = WeakKeyDictionary()
        self._checkpoint: asyncio.Task[None] | None = None
        self._changes_checked = 0
        register_converters()
        super().__init__(path=path)

    def writer(self) -> Connection:
        """For whoever has the turn."""
        if self._writer is None:
            self._writer = Connection(self.path, is_reader=False)
            self._changes_checked = 0
        return self._writer

    def reader(self) -> Connection:
        """This thread's own."""
        thread = threading.current_thread()
        if (found := self._readers.get(thread)) is None:
            found = self._readers[thread] = Connection(self.path, is_reader=True)
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
        return (await self._execute(statement.for_sqlite(sql), args, statement.is_read(sql)))[0]

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> Any:
        sql, args = statement.compiled(querystring, "sqlite")
        rows, names = await self._execute(sql, args, statement.is_read(sql))
        return [dict(zip(names, row, strict=True)) for row in rows]

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Any:
        for sql in await self._without_alter(ddl):
            rows, names = await self._execute(sql, (), statement.is_read(sql))
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
                reader.sqlite.close()
            if self._writer:
                self._writer.sqlite.close()
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

    async def _without_alter(self, ddl: str) -> list[str]:
        """What SQLite reads in place of ADD CONSTRAINT and DROP CONSTRAINT."""
        if found := _ADD_CONSTRAINT.match(ddl):
            table, name, kind, what = found.groups()
            if kind == "UNIQUE":
                return [f'CREATE UNIQUE INDEX "{name}" ON "{table}" ({what})']
            columns = await self._execute(
                "SELECT name FROM pragma_table_info(?)", (table,), is_read=True
            )
            return _check_triggers(table, name, what, [column for (column,) in columns[0]])
        if found := _DROP_CONSTRAINT.match(ddl):
            name = found[2]
            triggers = [f'DROP TRIGGER IF EXISTS "{name}_{on}"' for on in ("insert", "update")]
            return [f'DROP INDEX IF EXISTS "{name}"', *triggers]
        return [ddl]


_ADD_CONSTRAINT = re.compile(
    r'ALTER TABLE "?(\w+)"?\s+ADD CONSTRAINT "?(\w+)"? (UNIQUE|CHECK)'
    r"(?: NULLS NOT DISTINCT)? \((.*)\)\s*$",
    re.S,
)
_DROP_CONSTRAINT = re.compile(r'ALTER TABLE "?(\w+)"?\s+DROP CONSTRAINT "?(\w+)"?\s*$')


def _check_triggers(table: str, name: str, what: str, columns: list[str]) -> list[str]:
    names = "|".join(re.escape(column) for column in columns)
    word = re.compile(rf"('(?:[^']|'')*')|\"?\b({names})\b\"?")
    rule = word.sub(lambda found: found[1] or f'NEW."{found[2]}"', what)
    return [
        f'CREATE TRIGGER "{name}_{on.lower()}" BEFORE {on} ON "{table}" WHEN NOT ({rule}) '
        f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for on in ("INSERT", "UPDATE")
    ]


def register_converters() -> None:
    """Piccolo's converters without a wrapper around each value; the results are the same."""

    def moment(stored: bytes) -> datetime:
        return datetime.fromisoformat(stored.decode()).replace(tzinfo=UTC)

    sqlite3.register_converter("TIMESTAMPTZ", moment)
    sqlite3.register_converter("UUID", lambda stored: UUID(stored.decode()))
    sqlite3.register_converter("INTEGER", int)
    sqlite3.register_converter("BOOLEAN", lambda stored: stored == b"1")

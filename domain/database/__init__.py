"""The one way to the database, the same on SQLite and PostgreSQL."""

import importlib
import os
from collections.abc import Iterable, Sequence
from typing import Any, Literal
from uuid import UUID

from piccolo.apps.migrations.tables import Migration
from piccolo.table import Table

from domain.database import migration, postgres, sqlite
from domain.database.migration import Progress
from domain.database.statement import refuse_naive
from domain.database.transaction import (
    Hook,
    Joined,
    Savepoint,
    Transaction,
    TransactionFailed,
    TransactionOver,
    call,
)
from domain.database.violation import Violation

__all__ = [
    "Transaction", "TransactionFailed", "TransactionOver", "Violation", "after_commit", "bind",
    "close", "dialect", "engine", "lock", "migrate", "open", "row", "rows", "savepoint",
    "transaction", "use",
]  # fmt: skip

Engine = sqlite.Engine | postgres.Engine

os.environ.setdefault("PICCOLO_CONF", "domain.piccolo_conf")

_engine: Engine | None = None
_url: str | None = None
"""The address of the engine of all tables."""


def bind(url: str, tables: Sequence[type[Table]] | None = None) -> Engine:
    """Makes an engine and gives it to every table; connects to nothing yet.

    Errors: ValueError for an address of neither engine.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return use(sqlite.Engine(rest.removeprefix("/")), tables)
    if scheme in ("postgres", "postgresql"):
        return use(postgres.Engine(url), tables)
    raise ValueError(f"{scheme}:// is neither sqlite:// nor postgres://")


def use(engine: Engine, tables: Sequence[type[Table]] | None = None) -> Engine:
    """Makes this the engine of the tables, all of them unless some are named."""
    global _engine, _url
    _engine = engine
    own = engine.url if isinstance(engine, postgres.Engine) else f"sqlite:///{engine.path}"
    _url = own if tables is None else None
    ours = importlib.import_module("domain.tables").TABLES if tables is None else tables
    for table in (*ours, Migration):
        table._meta.db = engine
    return engine


async def open(url: str, tables: Sequence[type[Table]] | None = None) -> None:
    """Binds the tables and connects this event loop.

    Shape: the same address again is the same engine, for the web and the workers embedded in it
    share one queue of writers.
    Errors: OSError, sqlite3's or asyncpg's, the database cannot be reached.
    """
    if tables is not None or url != _url:
        bind(url, tables)
    await engine().start_connection_pool()


async def close() -> None:
    """Closes what this event loop has open."""
    if _engine is not None:
        await _engine.close_connection_pool()


def engine() -> Engine:
    """Errors: RuntimeError before `open`."""
    if _engine is None:
        raise RuntimeError("the database is not open")
    return _engine


def dialect() -> Literal["sqlite", "postgres"]:
    return "sqlite" if isinstance(engine(), sqlite.Engine) else "postgres"


async def migrate(progress: Progress | None = None) -> None:
    """Brings the schema up to date; any number of processes may ask at once."""
    await migration.migrate(engine(), progress)


def transaction() -> Transaction | Joined:
    """All or nothing; inside another one, a part of that.

    Errors: Violation, also from COMMIT; TransactionFailed when an error was swallowed inside;
    TransactionOver for a task that outlived the transaction it was started in.
    """
    return engine().transaction()


def savepoint() -> Savepoint:
    """A part of a transaction that may fail without the rest.

    Errors: RuntimeError outside of one.
    """
    return Savepoint(_inside())


def after_commit(hook: Hook) -> None:
    """Calls it once what was written is stored, never if it is not; outside of one at once."""
    current: Any = engine().current_transaction.get()
    if current is None:
        call(hook)
        return
    current.refuse_if_unusable()
    current.hooks.append(hook)


async def rows(sql: str, *args: object) -> list[tuple[Any, ...]]:
    """Runs SQL with `{}` placeholders, in the current transaction if there is one.

    Shape: tuples in the order of the columns. UUID, datetime, date and bool come back typed where
    they are columns; SQLite gives an expression as text unless it is named `"x [TIMESTAMPTZ]"`.
    Errors: Violation; ValueError for a time without a zone.
    """
    refuse_naive(args)
    return await engine().rows(sql, args)


async def row(sql: str, *args: object) -> tuple[Any, ...] | None:
    """The first of `rows`, or None."""
    found = await rows(sql, *args)
    return found[0] if found else None


async def lock(table: type[Table], ids: Iterable[UUID]) -> None:
    """Keeps rows from being changed by others until the transaction ends, in the order of ids.

    SQLite has one writer, which this transaction is. Errors: RuntimeError outside of one.
    """
    _inside()
    if dialect() == "postgres":
        name = table._meta.tablename
        await rows(
            f'SELECT id FROM "{name}" WHERE id = ANY({{}}) ORDER BY id FOR UPDATE', sorted(ids)
        )


def _inside() -> Transaction:
    current: Any = engine().current_transaction.get()
    if current is None:
        raise RuntimeError("this needs a transaction")
    current.refuse_if_unusable()
    found: Transaction = current
    return found

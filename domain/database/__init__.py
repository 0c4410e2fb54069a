"""The one way to the database, the same on SQLite and PostgreSQL."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from piccolo.table import Table

from domain.database import in_use, migration
from domain.database.in_use import Engine, use
from domain.database.migration import OtherRelease, Progress
from domain.database.placeholders import refuse_naive
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.refusal import Overtaken, Violation
from domain.database.sqlite.engine import Engine as SQLiteEngine
from domain.database.transaction import (
    Hook,
    Joined,
    Savepoint,
    Step,
    Transaction,
    TransactionFailed,
    TransactionOver,
    call,
)

__all__ = [
    "FOR_UPDATE", "Engine", "OtherRelease", "Overtaken", "Progress", "Step", "Transaction",
    "TransactionFailed", "TransactionOver", "Violation", "after_commit", "bind", "close",
    "collect", "collected", "dialect", "engine", "insert", "lock", "marks", "migrate", "open",
    "row", "rows", "savepoint", "take_steps", "transaction", "use",
]  # fmt: skip

VALUES_PER_STATEMENT = 30_000
"""SQLite takes 32,766 and PostgreSQL 32,767."""


FOR_UPDATE = {"sqlite": "", "postgres": " FOR NO KEY UPDATE"}
"""What makes a SELECT keep its rows from being changed by others, as `lock` does."""


def bind(url: str) -> Engine:
    """Makes an engine and gives it to every table; connects to nothing yet.

    Errors: ValueError for an address of neither engine.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return use(SQLiteEngine(rest.removeprefix("/")))
    if scheme in ("postgres", "postgresql"):
        return use(PostgresEngine(url))
    raise ValueError(f"{scheme}:// is neither sqlite:// nor postgres://")


async def open(url: str) -> None:
    """Gives the tables an engine and connects this event loop.

    Shape: the same address again is the same engine, for the web and the workers embedded in it
    share one queue of writers.
    Errors: OSError, sqlite3's or asyncpg's, the database cannot be reached.
    """
    if in_use.DB is None or in_use.DB.url != url:
        bind(url)
    await engine().start_connection_pool()


async def close() -> None:
    """Closes what this event loop has open."""
    if in_use.DB is not None:
        await in_use.DB.close_connection_pool()


def engine() -> Engine:
    """Errors: RuntimeError before `open`."""
    if in_use.DB is None:
        raise RuntimeError("the database is not open")
    return in_use.DB


def dialect() -> Literal["sqlite", "postgres"]:
    return "sqlite" if isinstance(engine(), SQLiteEngine) else "postgres"


async def migrate(folders: Sequence[Path], progress: Progress | None = None) -> None:
    """Brings the schema up to date; any number of processes may ask at once.

    Errors: OtherRelease; the driver's own.
    """
    await migration.migrate(engine(), folders, progress)


def transaction() -> Transaction | Joined:
    """All or nothing; inside another one, a part of that.

    Errors: Violation, also from COMMIT; Overtaken; TransactionFailed when an error was swallowed
    inside; TransactionOver for a task that outlived the transaction it was started in.
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


def collect(step: Step, *items: object) -> None:
    """Leaves something to a step that is taken once, right before COMMIT.

    Errors: RuntimeError outside of a transaction.
    """
    _inside().collected.setdefault(step, []).extend(items)


def collected(step: Step) -> list[Any]:
    """What waits for a step in this transaction, to be looked at or changed.

    Errors: RuntimeError outside of one.
    """
    return _inside().collected.get(step, [])


async def take_steps() -> None:
    """Does now what was left to the steps, for a transaction in which time goes on meanwhile.

    Errors: RuntimeError outside of one.
    """
    await _inside().take_steps()


def marks(values: Collection[object]) -> str:
    """The placeholders for as many values: `{}, {}, {}`."""
    return ", ".join(["{}"] * len(values))


async def insert(into: str, values: Sequence[Sequence[object]], otherwise: str = "") -> None:
    """Writes any number of rows or none, in one statement if the drivers take so many values.

    Shape: into names table and columns, `events (id, kind)`; otherwise is an ON CONFLICT clause.
    Errors: Violation.
    """
    most = VALUES_PER_STATEMENT // len(values[0]) if values else 0
    if len(values) <= most:
        await _insert(into, values, otherwise)
        return
    async with transaction():
        for start in range(0, len(values), most):
            await _insert(into, values[start : start + most], otherwise)


async def rows(sql: str, *args: object) -> list[tuple[Any, ...]]:
    """Runs SQL with `{}` placeholders, in the current transaction if there is one.

    Shape: tuples in the order of the columns. UUID, datetime, date and bool come back typed where
    they are columns; SQLite gives an expression as text unless it is named `"x [TIMESTAMPTZ]"`.
    Errors: Violation; Overtaken; ValueError for a time without a zone.
    """
    refuse_naive(args)
    return await engine().rows(sql, args)


async def row(sql: str, *args: object) -> tuple[Any, ...] | None:
    """The first of `rows`, or None."""
    first = await rows(sql, *args)
    return first[0] if first else None


async def lock(table: type[Table], ids: Iterable[UUID]) -> None:
    """Keeps rows from being changed by others until the transaction ends, in the order of ids.

    SQLite has one writer, which this transaction is. Errors: RuntimeError outside of one.
    """
    _inside()
    if dialect() == "postgres":
        name = table._meta.tablename
        await rows(
            f'SELECT id FROM "{name}" WHERE id = ANY({{}}) ORDER BY id FOR NO KEY UPDATE',
            sorted(ids),
        )


async def _insert(into: str, values: Sequence[Sequence[object]], otherwise: str) -> None:
    if values:
        one = f"({marks(values[0])})"
        sql = f"INSERT INTO {into} VALUES {', '.join([one] * len(values))} {otherwise}"
        await rows(sql, *(value for row in values for value in row))


def _inside() -> Transaction:
    current: Any = engine().current_transaction.get()
    if current is None:
        raise RuntimeError("this needs a transaction")
    current.refuse_if_unusable()
    found: Transaction = current
    return found

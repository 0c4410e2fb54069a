"""Every row as plain values, out of one database and into another of either engine."""

import base64
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from piccolo.apps.migrations.tables import Migration
from piccolo.columns import Column
from piccolo.table import Table, sort_table_classes

from domain import database
from domain.tables import TABLES

ROWS_AT_ONCE = 500

Plain = dict[str, Any]


def names() -> list[str]:
    """The tables, each after those that it refers to."""
    return [table._meta.tablename for table in _sorted()]


async def is_empty() -> bool:
    """Whether nobody has written anything here yet."""
    for table in TABLES:
        if await table.exists():
            return False
    return True


async def schema() -> list[str]:
    """The migrations that made this database what it is."""
    ran = await Migration.select(Migration.name).order_by(Migration.name)
    return [row["name"] for row in ran]


def frozen(url: str, folder: Path) -> str:
    """An address whose reading keeps nobody from writing: SQLite's is that of a copy in `folder`.

    PostgreSQL needs none, `reading` sees one moment there.
    """
    scheme, _, path = url.partition("://")
    if scheme != "sqlite":
        return url
    copied = folder / "copy.sqlite"
    with (
        closing(sqlite3.connect(path.removeprefix("/"))) as source,
        closing(sqlite3.connect(copied)) as target,
    ):
        source.backup(target)
    return f"sqlite:///{copied}"


@asynccontextmanager
async def reading() -> AsyncIterator[None]:
    """A transaction in which every table is read as of the same moment."""
    async with database.transaction():
        if database.dialect() == "postgres":
            await database.rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


async def read(name: str) -> AsyncIterator[list[Plain]]:
    """A table's rows in the order of their ids, some at a time. Shape: values JSON can hold."""
    table = _named(name)
    key = table._meta.primary_key
    after: Any = None
    while True:
        query = table.select(*table._meta.columns).order_by(key).limit(ROWS_AT_ONCE)
        found = await (query if after is None else query.where(key > after))
        if not found:
            return
        yield [{column: _plain(value) for column, value in row.items()} for row in found]
        after = found[-1][key._meta.name]


@asynccontextmanager
async def replacing() -> AsyncIterator[None]:
    """A transaction that empties every table and then takes rows as they were.

    Triggers rest meanwhile: they guard how rows come to be, and these have come to be already
    (a ledger's entry would be added to its total a second time).
    """
    async with database.transaction() as transaction:
        triggers = [] if database.dialect() == "postgres" else await _sqlite_triggers()
        tables = ", ".join(f'"{name}"' for name in names())
        if database.dialect() == "postgres":
            for name in names():
                await transaction.run(f'ALTER TABLE "{name}" DISABLE TRIGGER USER', ())
            await transaction.run(f"TRUNCATE {tables}", ())
        for trigger, _ in triggers:
            await transaction.run(f'DROP TRIGGER "{trigger}"', ())
        for table in reversed(_sorted()):
            await table.delete(force=True)
        yield
        for _, made_by in triggers:
            await transaction.run(made_by, ())
        if database.dialect() == "postgres":
            for name in names():
                await transaction.run(f'ALTER TABLE "{name}" ENABLE TRIGGER USER', ())


async def write(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows into a table. Errors: KeyError for a table or column that is not there."""
    table = _named(name)
    columns = {column._meta.name: column for column in table._meta.columns}
    made = [
        table(**{key: _typed(columns[key], value) for key, value in row.items()}) for row in rows
    ]
    if made:
        await table.insert(*made)


def _sorted() -> list[type[Table]]:
    return sort_table_classes(list(TABLES))


def _named(name: str) -> type[Table]:
    named: dict[str, type[Table]] = {table._meta.tablename: table for table in TABLES}
    return named[name]


async def _sqlite_triggers() -> list[tuple[Any, ...]]:
    return await database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _typed(column: Column, value: Any) -> Any:
    kind = column.value_type
    if value is None:
        return None
    if kind is bytes:
        return base64.b64decode(value)
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return UUID(value) if kind is UUID else value

"""Every row as plain values, out of one database and into another of either engine."""

import base64
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from piccolo.columns import Column
from piccolo.table import Table

from domain import database
from domain.tables import TABLES
from domain.topics import Topic

ROWS_AT_ONCE = 500
KEPT = [table for table in TABLES if table is not Topic]
"""Topics count changes for the browsers of one instance; they begin anew."""

_LATE_REFERENCES = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgres": "SET CONSTRAINTS ALL DEFERRED",
}
"""A row may refer to one of its own table that is written after it."""

Plain = dict[str, Any]


def names() -> list[str]:
    """The tables, each after those that it refers to."""
    return [table._meta.tablename for table in KEPT]


async def is_empty() -> bool:
    """Whether nobody has written anything here yet."""
    for table in KEPT:
        if await table.exists():
            return False
    return True


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
        rows = await (query if after is None else query.where(key > after))
        if not rows:
            return
        yield [{column: _plain(value) for column, value in row.items()} for row in rows]
        after = rows[-1][key._meta.name]


@asynccontextmanager
async def replacing() -> AsyncIterator[None]:
    """A transaction that empties every table and then takes rows as they were.

    Triggers rest meanwhile: they guard how rows come to be, and these have come to be already
    (a ledger's entry would be added to its total a second time).
    """
    async with database.transaction():
        await database.rows(_LATE_REFERENCES[database.dialect()])
        async with _without_triggers():
            await _empty()
            yield


async def write(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows into a table. Errors: KeyError for a table or column that is not there."""
    table = _named(name)
    columns = {column._meta.name: column for column in table._meta.columns}
    made = [
        table(**{key: _typed(columns[key], value) for key, value in row.items()}) for row in rows
    ]
    if made:
        await table.insert(*made)


def _named(name: str) -> type[Table]:
    named: dict[str, type[Table]] = {table._meta.tablename: table for table in KEPT}
    return named[name]


@asynccontextmanager
async def _without_triggers() -> AsyncIterator[None]:
    if database.dialect() == "postgres":
        await _switch_triggers("DISABLE")
        yield
        await database.rows("SET CONSTRAINTS ALL IMMEDIATE")
        await _switch_triggers("ENABLE")
        return
    made = await database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for trigger, _ in made:
        await database.rows(f'DROP TRIGGER "{trigger}"')
    yield
    for _, sql in made:
        await database.rows(sql.replace("{", "{{").replace("}", "}}"))


async def _switch_triggers(to: str) -> None:
    for table in TABLES:
        await database.rows(f'ALTER TABLE "{table._meta.tablename}" {to} TRIGGER USER')


async def _empty() -> None:
    if database.dialect() == "postgres":
        names = ", ".join(f'"{table._meta.tablename}"' for table in TABLES)
        await database.rows(f"TRUNCATE {names}")
        return
    for table in reversed(TABLES):
        for key in table._meta.foreign_key_columns:
            if key._foreign_key_meta.resolved_references is table:
                await table.update({key: None}, force=True)
        await table.delete(force=True)


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

"""A backup: every row as plain values, as of one moment. `restoring` takes them back."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from piccolo.table import Table

from domain import database, plain
from domain.documents.preview import DocumentPreview
from domain.outbox import Outbox
from domain.tables import TABLES
from domain.topics import Topic

ROWS_AT_ONCE = 500
KEPT = [table for table in TABLES if table not in (Topic, DocumentPreview)]
"""Topics count changes for the browsers of one instance; they begin anew, and so do previews."""


def names() -> list[str]:
    """The tables, each after those that it refers to."""
    return [table._meta.tablename for table in KEPT]


async def is_empty() -> bool:
    """Whether nobody has written anything here yet.

    Shape: work waits here without anybody, too, for what recurs is planned from the first minute.
    """
    for table in KEPT:
        if table is not Outbox and await table.exists():
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


async def read(name: str) -> AsyncIterator[list[plain.Plain]]:
    """A table's rows in the order of their ids, some at a time. Shape: values JSON can hold."""
    table = table_of(name)
    key = table._meta.primary_key
    after: Any = None
    while True:
        query = table.select(*table._meta.columns).order_by(key).limit(ROWS_AT_ONCE)
        rows = await (query if after is None else query.where(key > after))
        if not rows:
            return
        yield [{column: plain.of(value) for column, value in row.items()} for row in rows]
        after = rows[-1][key._meta.name]


def table_of(name: str) -> type[Table]:
    """Errors: KeyError."""
    named: dict[str, type[Table]] = {table._meta.tablename: table for table in KEPT}
    return named[name]

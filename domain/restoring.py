"""Restoring: rows as they were, into the database of either engine."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from domain import backup, database, plain, triggers
from domain.conversations import search
from domain.credits import miscount
from domain.tables import TABLES

_LATE_REFERENCES = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgres": "SET CONSTRAINTS ALL DEFERRED",
}
"""A row may refer to one of its own table that is written after it."""


class Miscounted(Exception):
    """Credits of some packages are not the sums of their entries; nothing is stored. Rule: K1."""


@asynccontextmanager
async def replacing() -> AsyncIterator[None]:
    """A transaction that empties every table and then takes rows as they were.

    Triggers rest meanwhile: they guard how rows come to be, and these have come to be already
    (a ledger's entry would be added to its total a second time).
    Errors: Violation, Miscounted.
    """
    async with database.transaction():
        await database.rows(_LATE_REFERENCES[database.dialect()])
        async with triggers.resting():
            await _empty()
            yield
            await search.renew()
            if packages := await miscount.packages():
                raise Miscounted(f"credits of {len(packages)} packages are not their entries' sum")


async def write(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows into a table. Errors: KeyError for a table or column that is not there."""
    table = backup.table_of(name)
    columns = {column._meta.name: column for column in table._meta.columns}
    made = [
        table(**{key: plain.typed(columns[key], value) for key, value in row.items()})
        for row in rows
    ]
    if made:
        await table.insert(*made)


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

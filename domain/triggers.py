"""The triggers of the schema, which guard how rows come to be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain import database
from domain.tables import TABLES


@asynccontextmanager
async def resting() -> AsyncIterator[None]:
    """Within a transaction, for rows that have come to be already."""
    if database.dialect() == "postgres":
        await _switch("DISABLE")
        yield
        await database.rows("SET CONSTRAINTS ALL IMMEDIATE")
        await _switch("ENABLE")
        return
    made = await database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for trigger, _ in made:
        await database.rows(f'DROP TRIGGER "{trigger}"')
    yield
    for _, sql in made:
        await database.rows(sql.replace("{", "{{").replace("}", "}}"))


async def _switch(to: str) -> None:
    for table in TABLES:
        await database.rows(f'ALTER TABLE "{table._meta.tablename}" {to} TRIGGER USER')

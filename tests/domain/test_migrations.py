"""Rows of the first release go through every later step, and mean the same afterwards."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from domain import clock, database, migrations
from domain.conversations import search, terms
from domain.conversations.search import Asked
from domain.credits import balance
from domain.sessions import answer, objection
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests import moves
from tests.conftest import new_postgres
from tests.conversations import say
from tests.rules import rule
from tests.world import World

Rows = dict[str, list[tuple[Any, ...]]]

_COLUMNS = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
    "WHERE m.type = 'table' ORDER BY m.name, c.cid",
    "postgres": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
}
_UNGUARDED = {
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgres": "SET LOCAL session_replication_role = replica",
}
"""These rows have come to be already, so no trigger counts them again."""


async def columns() -> dict[str, list[str]]:
    """Of each table but the record of what ran."""
    found: dict[str, list[str]] = {}
    for table, column in await database.rows(_COLUMNS[database.dialect()]):
        if table != "migration":
            found.setdefault(table, []).append(f'"{column}"')
    return found


async def rows(of: dict[str, list[str]]) -> Rows:
    """All there are in these columns, in one order."""
    read = {
        table: await database.rows(f'SELECT {", ".join(names)} FROM "{table}"')
        for table, names in of.items()
    }
    return {table: sorted(each, key=repr) for table, each in read.items()}


async def put(kept: Rows, of: dict[str, list[str]]) -> None:
    async with database.transaction():
        await database.rows(_UNGUARDED[database.dialect()])
        triggers = await _dropped()
        for table, names in of.items():
            if kept[table]:
                await database.insert(f'"{table}" ({", ".join(names)})', kept[table])
        for sql in triggers:
            await database.rows(sql.replace("{", "{{").replace("}", "}}"))


async def _dropped() -> list[str]:
    if database.dialect() == "postgres":
        return []
    made = await database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in made:
        await database.rows(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in made]


@pytest.fixture
async def elsewhere(
    world: World, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[str]:
    """The address of a second, empty database of the same kind, which is closed afterwards."""
    if database.dialect() == "sqlite":
        yield f"sqlite:///{tmp_path}/first.sqlite"
        return
    ours = database.engine()
    server: str = request.getfixturevalue("postgres_url")
    yield await new_postgres(server, f"first_{uuid4().hex}")
    await database.close()
    database.use(ours)


async def in_use(world: World) -> None:
    """Sessions in each state and what they leave behind."""
    await world.make.credits(4)
    days = {State.CONFIRMED: 4, State.CANCELLED: 5, State.COMPLETED: -3, State.MISSED: -1}
    for state, ahead in days.items():
        made = await world.make.session(state, starts_at=clock.now() + timedelta(days=ahead))
        if state == State.MISSED:
            await objection.make(made, "Sie war da", by=world.nadia.actor)
        if state == State.CONFIRMED:
            await moves.moved(world, made)


@rule("K1")
async def test_rows_of_the_first_release_stay_and_go_on(world: World, elsewhere: str) -> None:
    await in_use(world)
    waiting = await world.make.session(starts_at=clock.now() + timedelta(days=9))
    current, before = await columns(), await balance.of(world.kaya.id)
    kept, first = await brought(elsewhere, current, "first")
    assert {table for table, each in kept.items() if each} >= {"sessions", "entries", "events"}

    await migrations.migrate()
    assert await columns() == current
    assert await rows(first) == {table: sorted(each, key=repr) for table, each in kept.items()}
    assert await balance.of(world.kaya.id) == before
    await answer.confirm(await sessions.by_id(waiting.id), by=world.nadia.actor)
    assert (await balance.of(world.kaya.id)).held == before.held + 1


@rule("C5")
async def test_messages_of_before_are_found(world: World, elsewhere: str) -> None:
    await say(world.kaya, "Bis Dienstag!", by=world.nadia.actor)
    await brought(elsewhere, await columns(), "conversations")
    await migrations.migrate()
    (found,) = await search.found(Asked(terms.of("dienstags"), world.jonas.actor))
    assert found.words == "Bis Dienstag!"


async def brought(
    elsewhere: str, current: dict[str, list[str]], last: str
) -> tuple[Rows, dict[str, list[str]]]:
    """Opens the other database, gives it the rows of ours, and the schema only up to that step.

    Shape: the rows, and its columns.
    """
    everything = await rows(current)
    if database.dialect() == "sqlite":
        await database.close()
    await database.open(elsewhere)
    await database.migrate(migrations.FOLDERS[: migrations.ORDER.index(last) + 1])
    there = await columns()
    kept = {table: _only(everything[table], current[table], there[table]) for table in there}
    await put(kept, there)
    return kept, there


def _only(rows: list[tuple[Any, ...]], of: list[str], wanted: list[str]) -> list[tuple[Any, ...]]:
    at = [of.index(name) for name in wanted]
    return [tuple(row[index] for index in at) for row in rows]

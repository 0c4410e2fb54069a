"""The counter that the limits on statements stand on."""

import asyncio

from domain import database
from tests.statements import watched


def words(statements: list[str]) -> list[str]:
    """What each begins with; asyncpg ends BEGIN and COMMIT with a semicolon."""
    return [statement.split()[0].strip(";") for statement in statements]


async def test_every_statement_counts_once_with_those_around_it(database_url: str) -> None:
    with watched() as seen:
        await database.row("SELECT name FROM families")
        async with database.transaction():
            await database.rows("DELETE FROM topics")
            async with database.savepoint():
                await database.insert("topics (name, version)", [("a", 1), ("b", 1)])
        await database.rows("DELETE FROM topics WHERE name = {}", "a")
    once = ["SELECT", "BEGIN", "DELETE", "SAVEPOINT", "INSERT", "RELEASE", "COMMIT", "DELETE"]
    assert words(seen.statements) == once, seen.told()
    assert seen.count == len(once)
    await database.row("SELECT name FROM families")
    assert seen.count == len(once)


async def test_what_triggers_do_is_not_counted(database_url: str) -> None:
    columns = "events (id, kind, why, particulars, happened_at)"
    moment = "2026-11-23 11:00:00+00:00"
    await database.rows(
        f"INSERT INTO {columns} VALUES ('00000000-0000-0000-0000-000000000001', 'a', '', '', "
        f"'{moment}')"
    )
    with watched() as seen:
        try:
            await database.rows("DELETE FROM events")
        except database.Violation as refusal:
            assert refusal.name == "N2_events_append_only"
    assert words(seen.statements) == ["DELETE"]


async def test_taking_back_counts_too(database_url: str) -> None:
    with watched() as seen:
        try:
            async with database.transaction():
                raise LookupError
        except LookupError:
            pass
    assert words(seen.statements) == ["BEGIN", "ROLLBACK"]


async def test_the_writer_is_timed_for_as_long_as_it_is_held(database_url: str) -> None:
    with watched() as seen:
        async with database.transaction():
            await database.rows("DELETE FROM topics")
            await asyncio.sleep(0.05)
        await database.row("SELECT name FROM families")
        await database.rows("DELETE FROM topics")
    if database.dialect() == "postgres":
        assert seen.held_seconds == []
        return
    assert len(seen.held_seconds) == 2
    assert 0.05 <= seen.longest_seconds < 5
    assert seen.held_seconds[1] < 0.05

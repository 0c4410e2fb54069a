"""What every request asks finds its rows by an index, however many others there are.

On SQLite, which plans without knowing how large its tables are; PostgreSQL reads small ones whole.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain import clock, database
from domain.accounts import visitor
from domain.database import sqlite
from domain.notifications import notification
from domain.sessions import lists
from tests.bench import people
from tests.world import Person


@pytest.fixture
async def asked(
    migrated: Any, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, Any]]:
    """Every statement that runs from now on, with its values."""
    found: list[tuple[str, Any]] = []
    plain = type(database.engine()).rows

    async def noting(engine: Any, sql: str, args: Any) -> Any:
        found.append((sql, args))
        return await plain(engine, sql, args)

    monkeypatch.setattr(type(database.engine()), "rows", noting)
    return found


def reading(person: Person, token: str) -> list[Callable[[], Awaitable[Any]]]:
    """What the list of sessions and the pages around it ask."""
    family, now = person.actor.family_id, clock.now()
    assert family is not None
    return [
        lambda: visitor.by_token(token),
        lambda: lists.frame(family),
        lambda: lists.upcoming(family, now),
        lambda: lists.has_past(family, now),
        lambda: lists.past(family, until=now),
        lambda: notification.newest(person.id),
    ]


async def test_no_table_is_read_whole(asked: list[tuple[str, Any]]) -> None:
    world, token = await people.build()
    asked.clear()
    for read in reading(world.nadia, token):
        await read()
    assert len(asked) >= 6
    if not isinstance(database.engine(), sqlite.Engine):
        return
    for sql, args in list(asked):
        plan = await database.rows(f"EXPLAIN QUERY PLAN {sql}", *args)
        assert [step for *_, step in plan if step.startswith("SCAN")] == [], sql

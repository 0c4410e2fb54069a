"""What every request asks finds its rows by an index, however many others there are.

On SQLite, which plans without knowing how large its tables are; PostgreSQL reads small ones whole.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from domain import clock, database, lease, outbox, topics
from domain.accounts import visitor
from domain.calendar import contents, reader
from domain.database.sqlite.engine import Engine as SQLiteEngine
from domain.notifications import notification_list
from domain.profiles import usable_profile
from domain.providers import connected, first_steps
from domain.sessions import frame, past, thread, todo, upcoming, week
from tests.bench import people
from tests.world import World
from workers import handlers

NO_TABLE = ("SCAN CONSTANT ROW", "SCAN u")
"""What is one row, or the few moves of one session."""


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


def reading(world: World, token: str) -> list[Callable[[], Awaitable[Any]]]:
    """What the lists of a family, a child and an educator ask, and the pages around them."""
    now, nadia, jonas = clock.now(), world.nadia.actor, world.jonas.actor
    account = world.nadia.account
    assert account is not None
    shown = [topics.name(aspect, nadia.family_id) for aspect in ("session", "credits", "people")]
    return [
        lambda: visitor.by_token(token),
        lambda: topics.versions(shown),
        lambda: frame.of(nadia.family_id, now),
        *(lambda by=by: upcoming.upcoming(by, now) for by in (nadia, world.mila.actor, jonas)),
        *(lambda by=by: contents.shown(by) for by in (nadia, world.mila.actor, jonas)),
        lambda: reader.of(world.nadia.id),
        *(lambda by=by: past.page(by, until=now) for by in (nadia, world.mila.actor, jonas)),
        lambda: thread.histories([world.mila.id, world.tom.id]),
        lambda: week.taught_between(jonas.profile_id, now, now + timedelta(days=7)),
        lambda: todo.of(jonas, now),
        lambda: notification_list.newest(world.nadia.id),
        lambda: connected.providers(by=nadia),
        lambda: connected.families(by=jonas),
        lambda: connected.members(by=jonas),
        lambda: first_steps.of(by=jonas),
        lambda: usable_profile.by(account),
    ]


async def test_urgent_work_is_found_past_all_that_waits_before_it(
    asked: list[tuple[str, Any]],
) -> None:
    """As while a push service hangs."""
    before = clock.now() - timedelta(hours=1)
    async with database.transaction():
        for _ in range(2000):
            await outbox.put("push", {}, due_at=before)
        await outbox.put("login_mail", {})
    explain = "EXPLAIN QUERY PLAN"
    if not isinstance(database.engine(), SQLiteEngine):
        await database.rows("ANALYZE outbox")
        explain = "EXPLAIN"
    asked.clear()
    assert len(await lease.claim(5, clock.now(), only=handlers.URGENT)) == 1
    ((sql, args),) = asked
    plan = await database.rows(f"{explain} {sql}", *args)
    assert "outbox_due_by_kind" in str(plan)


async def test_no_table_is_read_whole(asked: list[tuple[str, Any]]) -> None:
    world, token = await people.build()
    asked.clear()
    for read in reading(world, token):
        await read()
    assert len(asked) >= 22
    if not isinstance(database.engine(), SQLiteEngine):
        return
    for sql, args in list(asked):
        plan = await database.rows(f"EXPLAIN QUERY PLAN {sql}", *args)
        steps = [step for *_, step in plan if step not in NO_TABLE]
        scans = [step for step in steps if step.startswith("SCAN")]
        assert scans == [], sql


async def test_what_waits_is_looked_for_among_what_is_to_come(
    asked: list[tuple[str, Any]],
) -> None:
    """Of a family that has come for years each page would read all of them, twice."""
    world, _ = await people.build()
    asked.clear()
    await frame.of(world.nadia.actor.family_id, clock.now())
    await todo.of(world.jonas.actor, clock.now())
    assert len(asked) == 2
    if not isinstance(database.engine(), SQLiteEngine):
        return
    for sql, args in list(asked):
        plan = await database.rows(f"EXPLAIN QUERY PLAN {sql}", *args)
        read = [step for *_, step in plan if re.match(r"SEARCH s .*\(connection=", step)]
        of_what_is_to_come = "sessions_of_connection (connection=? AND ends_at>?)"
        assert set(read) == {f"SEARCH s USING INDEX {of_what_is_to_come}"}

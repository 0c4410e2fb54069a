"""Topics: a number for what pages show, which rises with every change and never comes again."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain import database as db
from domain import live, topics
from tests.conftest import FrozenClock
from tests.statements import watched
from tests.waiting import LONGEST_SECONDS, until

A, M, Z = (topics.name("session", UUID(int=number)) for number in (1, 2, 3))


async def touch(*names: str) -> None:
    async with db.transaction():
        topics.touch(*names)


async def test_a_touched_topic_has_another_version_and_its_neighbours_have_not(
    database: str,
) -> None:
    before = {name: await topics.versions([name]) for name in (A, M)}
    for _ in range(3):
        await touch(A)
        now = {name: await topics.versions([name]) for name in (A, M)}
        assert now[A] != before[A]
        assert now[M] == before[M]
        before = now


async def test_a_tag_changes_with_any_of_its_topics(database: str) -> None:
    await touch(A, M)
    before = await topics.versions([M, A])
    assert await topics.versions([A, M]) == before
    await touch(M)
    assert await topics.versions([A, M]) != before


async def test_what_is_not_stored_touches_nothing(database: str) -> None:
    await touch(A)
    before = await topics.versions([A])
    with pytest.raises(LookupError):
        async with db.transaction():
            topics.touch(A)
            raise LookupError
    assert await topics.versions([A]) == before
    with pytest.raises(RuntimeError):
        topics.touch(A)


async def test_a_number_does_not_come_again_when_a_backup_forgot_it(
    database: str, frozen_clock: FrozenClock
) -> None:
    await touch(A)
    await touch(A)
    before = await topics.versions([A])
    await db.rows("DELETE FROM topics")
    for _ in range(3):
        frozen_clock.forward(timedelta(seconds=1))
        await touch(A)
        assert await topics.versions([A]) != before


async def test_however_much_changes_it_is_one_statement_and_one_hint(database: str) -> None:
    async with live.subscribe([A, M]) as hints:
        with watched() as seen:
            async with db.transaction():
                for name in (Z, A, M, A):
                    topics.touch(name)
        assert sum("topics" in each for each in seen.statements) == 1, seen.told()
        assert await hints.wait(LONGEST_SECONDS) == {A, M}


async def test_two_who_touch_the_same_in_another_order_do_not_wait_in_a_circle(
    database: str,
) -> None:
    """Both wait for M at first, so that without an order each would hold what the other needs."""
    await touch(A, M, Z)
    is_held, is_over = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with db.transaction():
            await db.rows("UPDATE topics SET version = version WHERE name = {}", M)
            is_held.set()
            await is_over.wait()

    # In tasks of their own, or they would be parts of one transaction.
    holder = asyncio.ensure_future(hold())
    await is_held.wait()
    acts = [asyncio.ensure_future(touch(*names)) for names in ((A, M, Z), (Z, M, A))]
    await until(both_wait)
    is_over.set()
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(holder, *acts)


async def both_wait() -> bool:
    if db.dialect() == "sqlite":
        return True
    found = await db.row("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return found is not None and found[0] >= 2

"""All or nothing, once, and nobody else's."""

import asyncio
import logging

import pytest

from domain import database
from domain.database import TransactionFailed, TransactionOver, Violation
from domain.database.postgres.pools import POOL_SIZE
from tests.domain.database.conftest import Shelf, names, put
from tests.waiting import LONGEST_SECONDS


class Refused(Exception):
    """Somebody's own reason to give up."""


async def test_what_is_left_well_is_stored(small: str) -> None:
    async with database.transaction():
        await put("a")
        await put("b")
    assert await names() == ["a", "b"]


async def test_an_error_takes_everything_back(small: str) -> None:
    with pytest.raises(Refused):
        async with database.transaction():
            await put("a")
            raise Refused
    assert await names() == []


async def test_a_transaction_sees_its_own_rows_and_nobody_else_does(small: str) -> None:
    async def others_see() -> list[str]:
        return await names()

    stranger = asyncio.Event()

    async def look() -> list[str]:
        await stranger.wait()
        return await others_see()

    looking = asyncio.create_task(look())
    async with database.transaction():
        await put("a")
        assert await names() == ["a"]
        stranger.set()
        assert await looking == []
    assert await names() == ["a"]


async def test_a_nested_one_is_stored_by_the_outer(small: str) -> None:
    with pytest.raises(Refused):
        async with database.transaction():
            async with database.transaction():
                await put("a")
            raise Refused
    assert await names() == []


async def test_half_of_a_failed_nested_one_is_never_stored(small: str) -> None:
    with pytest.raises(TransactionFailed):
        async with database.transaction():
            with pytest.raises(Refused):
                async with database.transaction():
                    await put("a")
                    raise Refused
    assert await names() == []


async def test_a_swallowed_violation_stores_nothing(small: str) -> None:
    with pytest.raises(TransactionFailed):
        async with database.transaction():
            await put("a")
            with pytest.raises(Violation):
                await put("a")
    assert await names() == []


async def test_after_a_failed_statement_no_other_is_sent(small: str) -> None:
    with pytest.raises(Refused):
        async with database.transaction():
            with pytest.raises(Violation):
                await put("a", number=-1)
            with pytest.raises(TransactionFailed):
                await put("b")
            raise Refused


async def test_a_part_may_fail_without_the_rest(small: str) -> None:
    async with database.transaction():
        for name in ("a", "b", "a", "c"):
            try:
                async with database.savepoint():
                    await put(name)
            except Violation:
                continue
    assert await names() == ["a", "b", "c"]


async def test_a_part_that_fails_after_writing_leaves_nothing(small: str) -> None:
    async with database.transaction():
        await put("a")
        with pytest.raises(Refused):
            async with database.savepoint(), database.transaction():
                await put("b")
                raise Refused
    assert await names() == ["a"]


async def test_a_part_needs_a_whole(small: str) -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        database.savepoint()


async def test_a_task_that_outlives_its_transaction_is_refused(small: str) -> None:
    over = asyncio.Event()

    async def late() -> None:
        await over.wait()
        await put("late")

    async with database.transaction():
        task = asyncio.create_task(late())
    over.set()
    with pytest.raises(TransactionOver):
        await task

    async def later() -> None:
        async with database.transaction():
            await put("later")

    over.clear()
    async with database.transaction():
        task = asyncio.create_task(later())
    with pytest.raises(TransactionOver):
        await task
    assert await names() == []


async def test_a_failed_commit_gives_the_connection_back(small: str) -> None:
    for _ in range(3 * POOL_SIZE):
        with pytest.raises(Violation):
            async with database.transaction():
                await database.rows("INSERT INTO loans VALUES ({}, {})", 1, 99)
    async with asyncio.timeout(LONGEST_SECONDS):
        async with database.transaction():
            await put("a")
    assert await names() == ["a"]


async def test_hooks_run_once_and_after_the_rows_are_there(small: str) -> None:
    seen: list[list[str]] = []

    def hook() -> None:
        assert database.engine().current_transaction.get() is None
        looking.append(asyncio.get_running_loop().create_task(look()))

    async def look() -> None:
        seen.append(await names())

    looking: list[asyncio.Task[None]] = []
    async with database.transaction():
        await put("a")
        async with database.transaction():
            database.after_commit(hook)
        await put("b")
        assert looking == []
    await asyncio.gather(*looking)
    assert seen == [["a", "b"]]


async def test_hooks_of_what_is_taken_back_are_dropped(small: str) -> None:
    called: list[str] = []
    with pytest.raises(Refused):
        async with database.transaction():
            database.after_commit(lambda: called.append("whole"))
            raise Refused
    with pytest.raises(Violation):
        async with database.transaction():
            database.after_commit(lambda: called.append("commit"))
            await database.rows("INSERT INTO loans VALUES ({}, {})", 1, 99)
    async with database.transaction():
        database.after_commit(lambda: called.append("kept"))
        with pytest.raises(Refused):
            async with database.savepoint():
                database.after_commit(lambda: called.append("part"))
                raise Refused
    assert called == ["kept"]


async def test_outside_of_a_transaction_a_hook_is_called_at_once(small: str) -> None:
    called: list[str] = []
    database.after_commit(lambda: called.append("now"))
    assert called == ["now"]


async def test_a_hook_that_fails_harms_nobody(small: str, caplog: pytest.LogCaptureFixture) -> None:
    called: list[str] = []

    def fail() -> None:
        raise Refused

    with caplog.at_level(logging.ERROR):
        async with database.transaction():
            await put("a")
            database.after_commit(fail)
            database.after_commit(lambda: called.append("next"))
    assert called == ["next"]
    assert await names() == ["a"]
    assert "after commit" in caplog.text


async def test_locked_rows_are_changed_one_after_the_other(small: str) -> None:
    shelf = await put("a")

    async def add_one() -> None:
        async with database.transaction():
            await database.lock(Shelf, [shelf.id])
            found = await database.row("SELECT number FROM shelves")
            assert found is not None
            await asyncio.sleep(0)
            await database.rows("UPDATE shelves SET number = {}", found[0] + 1)

    await asyncio.gather(*(add_one() for _ in range(20)))
    assert await database.row("SELECT number FROM shelves") == (20,)


async def test_rows_are_locked_in_a_transaction_only(small: str) -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        await database.lock(Shelf, [])

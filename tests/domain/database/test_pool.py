"""PostgreSQL's connections: lent to one at a time, and never in the middle of something."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from domain import database as databases
from domain.database import away
from domain.database.postgres import pool as pools
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.postgres.pool import Pool
from domain.database.postgres.pools import POOL_SIZE
from tests.waiting import LONGEST_SECONDS, until

PROCESS = "SELECT pg_backend_pid()"
LAST_WORDS = b"E" + (30).to_bytes(4, "big") + b"SFATAL\x00C57P01\x00Mat an end\x00\x00"
"""ErrorResponse, as in "Message Formats" of PostgreSQL's manual."""


@pytest.fixture
async def pool(postgres_url: str) -> AsyncIterator[Pool]:
    made = Pool(lambda: asyncpg.connect(postgres_url), 2)
    yield made
    await made.close()


async def process(connection: Any) -> int:
    """Which of the server's processes it leads to."""
    number: int = await connection.fetchval(PROCESS)
    return number


async def test_what_came_back_last_goes_out_first(pool: Pool) -> None:
    first, second = await pool.take(), await pool.take()
    pool.give_back(second)
    pool.give_back(first)
    assert await pool.take() is first
    assert await pool.take() is second
    pool.give_back(first)
    pool.give_back(second)


async def test_one_more_waits_until_one_comes_back(pool: Pool) -> None:
    first, second = await pool.take(), await pool.take()
    waiting = [asyncio.ensure_future(pool.take()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not any(each.done() for each in waiting)
    pool.give_back(second)
    assert await waiting[0] is second
    pool.give_back(first)
    assert await waiting[1] is first
    pool.give_back(first)
    pool.give_back(second)


async def test_an_open_transaction_is_nobody_elses(pool: Pool) -> None:
    connection = await pool.take()
    before = await process(connection)
    await connection.execute("BEGIN")
    pool.give_back(connection)
    other = await pool.take()
    assert await process(other) != before
    pool.give_back(other)


async def test_what_the_server_closed_is_not_lent(pool: Pool) -> None:
    first, second = await pool.take(), await pool.take()
    ended = await process(first)
    pool.give_back(first)
    await second.fetchval("SELECT pg_terminate_backend($1, 5000)", ended)
    await until(first.is_closed)
    other = await pool.take()
    assert await process(other) != ended
    pool.give_back(other)
    pool.give_back(second)


async def test_what_was_idle_for_long_is_not_lent(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = await pool.take()
    pool.give_back(connection)
    monkeypatch.setattr(pools, "IDLE_SECONDS", -1)
    other = await pool.take()
    assert other is not connection
    assert connection.is_closed()
    pool.give_back(other)


async def test_a_server_that_is_not_there_takes_no_place() -> None:
    pool = Pool(lambda: asyncpg.connect("postgres://localhost:1/nowhere"), 1)
    for _ in range(2):
        with pytest.raises(OSError):
            await asyncio.wait_for(pool.take(), 10)


async def test_who_gave_up_waiting_takes_no_place(pool: Pool) -> None:
    first, second = await pool.take(), await pool.take()
    waiting = asyncio.ensure_future(pool.take())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    pool.give_back(first)
    assert await pool.take() is first
    pool.give_back(first)
    pool.give_back(second)


async def test_one_that_was_terminated_leaves_its_place_to_another(pool: Pool) -> None:
    """As after a reader who was cancelled."""
    for _ in range(3):
        connection = await asyncio.wait_for(pool.take(), LONGEST_SECONDS)
        connection.terminate()
        pool.give_back(connection)
    first, second = await pool.take(), await pool.take()
    assert await process(first) != await process(second)
    pool.give_back(first)
    pool.give_back(second)


async def test_a_reader_who_is_cancelled_keeps_nobody_waiting(database: str) -> None:
    if database != "postgres":
        return
    for _ in range(POOL_SIZE + 1):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(databases.rows("SELECT pg_sleep(60)"), 0.02)
    async with asyncio.timeout(LONGEST_SECONDS):
        assert await databases.row("SELECT 1") == (1,)


async def test_one_whose_end_is_half_read_is_left_for_the_next(database: str) -> None:
    """Its server has said why, and the line is still open: nothing was begun on it."""
    engine = databases.engine()
    if not isinstance(engine, PostgresEngine):
        return
    async with databases.transaction():
        begun = engine.current_transaction.get()
        assert begun
        connection = begun.connection
    connection._transport.get_protocol().data_received(LAST_WORDS)
    assert not connection.is_closed()
    async with databases.transaction():
        assert await databases.row("SELECT 1") == (1,)
    assert connection.is_closed()


def test_an_answer_amid_the_servers_last_words_means_that_it_is_away() -> None:
    assert away.is_lost(asyncpg.InternalClientError("another operation (2) is in progress"))

"""Many at once: busy writers queue, cancelled ones leave nothing, loops share."""

import asyncio
import contextlib
import contextvars
import os
import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from time import perf_counter

import pytest

from domain import database
from domain.accounts import device_login
from domain.accounts.account import Account
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.sqlite.engine import Engine as SQLiteEngine
from tests.domain.database.conftest import names, put
from tests.waiting import LONGEST_SECONDS, until
from tests.world import World

WRITERS = 100
LONGEST_WAIT_SECONDS = 5.0
FREEZE_SECONDS = 0.75
PROCESS = f"""
import asyncio, sys, uuid
from time import perf_counter
from domain import database
from domain.accounts import device_login
from domain.accounts.account import Account
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.sqlite.engine import Engine as SQLiteEngine

async def write():
    start = perf_counter()
    async with database.transaction():
        await asyncio.sleep(0.002)
        await database.rows("INSERT INTO labels VALUES ({{}})", uuid.uuid4().hex[:20])
    return perf_counter() - start

async def main():
    await database.open(sys.argv[1])
    print(max([await write() for _ in range({WRITERS})]))
    await database.close()

asyncio.run(main())
"""
"""Writes without a pause; prints its longest wait."""


async def write_pair() -> float:
    """Stores two shelves that belong together; returns how long that took."""
    start = perf_counter()
    async with database.transaction():
        await put(number=1)
        await asyncio.sleep(0)
        await put(number=1)
    return perf_counter() - start


async def pairs_are_whole() -> bool:
    found = await database.row("SELECT count(*) FROM shelves")
    return found is not None and found[0] % 2 == 0


async def test_busy_writers_queue(small: str) -> None:
    waits = await asyncio.gather(*(write_pair() for _ in range(WRITERS)))
    assert await database.row("SELECT count(*) FROM shelves") == (2 * WRITERS,)
    assert max(waits) < LONGEST_WAIT_SECONDS


@pytest.mark.parametrize("way", ["lock", "select"])
async def test_nobody_waits_for_a_locked_row_who_only_refers_to_it(world: World, way: str) -> None:
    """A new device of an account, say, while its password is changed."""
    if database.dialect() == "sqlite":
        return
    account = world.nadia.account
    assert account is not None
    async with database.transaction():
        if way == "lock":
            await database.lock(Account, [account])
        else:
            end = database.FOR_UPDATE["postgres"]
            await database.rows(f"SELECT id FROM accounts WHERE id = {{}}{end}", account)
        others = contextvars.Context().run(
            asyncio.create_task, device_login.log_in(account, user_agent="x")
        )
        async with asyncio.timeout(LONGEST_SECONDS / 10):
            await others


async def test_readers_do_not_wait_for_a_writer(small: str) -> None:
    looking = asyncio.Event()

    async def look() -> list[str]:
        await looking.wait()
        return await names()

    seen = asyncio.create_task(look())
    async with database.transaction():
        await put("a")
        looking.set()
        async with asyncio.timeout(LONGEST_SECONDS):
            assert await seen == []


async def test_cancelled_tasks_leave_nothing_half_written(small: str) -> None:
    chance = random.Random(7)
    tasks = []
    for _ in range(WRITERS):
        tasks.append(asyncio.create_task(write_pair()))
        await asyncio.sleep(chance.uniform(0, 0.002))
        with contextlib.suppress(IndexError):
            chance.choice(tasks[-8:]).cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await pairs_are_whole()
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(*(write_pair() for _ in range(20)))
    assert await pairs_are_whole()


async def test_two_loops_share_the_database_fairly(small: str) -> None:
    """The web's loop and the embedded workers', in two threads."""
    waits: dict[str, list[float]] = {"web": [], "workers": []}
    done: list[BaseException | None] = []

    async def write(who: str) -> None:
        for _ in range(WRITERS):
            waits[who].append(await write_pair())

    async def work() -> None:
        try:
            await asyncio.gather(write("workers"), write("workers"))
        finally:
            await database.close()

    def run() -> None:
        try:
            asyncio.run(work())
            done.append(None)
        except BaseException as error:
            done.append(error)

    workers = threading.Thread(target=run)
    workers.start()
    await asyncio.gather(write("web"), write("web"))
    await asyncio.to_thread(workers.join)
    assert done == [None]
    assert await database.row("SELECT count(*) FROM shelves") == (8 * WRITERS,)
    assert max(waits["web"] + waits["workers"]) < LONGEST_WAIT_SECONDS


async def test_another_process_s_write_does_not_stop_the_loop(small: str) -> None:
    if small != "sqlite":
        return
    with contextlib.closing(_other_connection()) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(write_pair())
        alone = asyncio.create_task(put("alone"))
        freeze = await _longest_freeze(1.0)
        assert not writing.done()
        other.execute("COMMIT")
        async with asyncio.timeout(LONGEST_SECONDS):
            await asyncio.gather(writing, alone)
    assert freeze < FREEZE_SECONDS


async def test_processes_do_not_keep_each_other_out(small: str) -> None:
    url = _url()
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROCESS, url),
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        )
        for _ in range(4)
    ]
    waits = [float((await process.communicate())[0]) for process in processes]
    assert await database.row("SELECT count(*) FROM labels") == (4 * WRITERS,)
    assert max(waits) < LONGEST_WAIT_SECONDS


async def test_the_log_is_copied_into_the_file_now_and_then(small: str) -> None:
    if small != "sqlite":
        return
    for _ in range(3):
        async with database.transaction():
            for _ in range(1000):
                await put()
    await until(_is_copied)


async def test_connections_that_were_cut_are_replaced(small: str) -> None:
    engine = database.engine()
    if not isinstance(engine, PostgresEngine):
        return
    await asyncio.gather(*(write_pair() for _ in range(20)))
    cutting = await engine.get_new_connection()
    where = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    cut = await cutting.fetchval(f"SELECT array_agg(pid) {where}")
    await cutting.execute("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) pid", cut)
    await until(lambda: cutting.fetchval(f"SELECT count(*) = 0 {where} AND pid = ANY($1)", cut))
    await cutting.close()
    await asyncio.gather(*(write_pair() for _ in range(20)))
    assert await pairs_are_whole()


async def test_a_server_that_is_away_is_asked_again() -> None:
    engine = PostgresEngine("postgres://nobody@127.0.0.1:1/nothing")
    for _ in range(2):
        with pytest.raises(database.Away):
            await engine.rows("SELECT 1", ())


async def test_an_address_that_asks_for_tls_gets_nothing_less(postgres_url: str) -> None:
    """The tests' own server speaks in the clear only."""
    encrypted = PostgresEngine(f"{postgres_url}?sslmode=require")
    with pytest.raises(database.Away) as refused:
        await encrypted.rows("SELECT 1", ())
    assert "SSL" in str(refused.value.__cause__)
    plain = PostgresEngine(postgres_url)
    assert await plain.rows("SELECT 1", ()) == [(1,)]
    await plain.close_connection_pool()


def _other_connection() -> sqlite3.Connection:
    return sqlite3.connect(_path(), isolation_level=None)


def _url() -> str:
    engine = database.engine()
    return f"sqlite:///{_path()}" if isinstance(engine, SQLiteEngine) else engine.url


def _path() -> str:
    engine = database.engine()
    assert isinstance(engine, SQLiteEngine)
    return str(engine.path)


def _is_copied() -> bool:
    """Whether the file alone, without its log, holds every row."""
    with contextlib.closing(sqlite3.connect(f"file:{_path()}?immutable=1", uri=True)) as file:
        return bool(file.execute("SELECT count(*) >= 2000 FROM shelves").fetchone()[0])


async def _longest_freeze(seconds: float) -> float:
    """How long the loop let a task wait at most."""
    end, longest, before = perf_counter() + seconds, 0.0, perf_counter()
    while perf_counter() < end:
        await asyncio.sleep(0.005)
        longest, before = max(longest, perf_counter() - before), perf_counter()
    return longest

"""A later migration over rows that are there, rehearsed: killed in the middle and started again."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain import database
from domain.database import Violation
from tests.domain.database.conftest import migrating

STEPS = Path(__file__).parent / "rehearsal"
POTS_COUNT = 3000
NOTE = "n" * 10_000
"""With it the rows are more than SQLite keeps in memory before COMMIT."""

FOR_EVER = {
    "sqlite": "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT count(*) FROM n;\n",
    "postgres": "SELECT pg_sleep(600);\n",
}
ALL = ("first", "second")


@pytest.fixture
async def old(new: str) -> AsyncIterator[str]:
    """A database of the first release, in use: each pot lies in the one before it."""
    await database.migrate([STEPS / "first"])
    async with database.transaction():
        pots = [(n, n - 1 or None, f"pot {n}", 0, NOTE) for n in range(1, POTS_COUNT + 1)]
        await database.insert("pots (id, within, name, total, note)", pots)
        coins = [(n, n // 2 + 1, 2) for n in range(POTS_COUNT)]
        await database.insert("coins (id, pot, worth)", coins)
    yield new


async def counts() -> tuple[object, ...] | None:
    """What no migration may change: how many there are, and their sums."""
    return await database.row(
        "SELECT (SELECT count(*) FROM pots), (SELECT sum(total) FROM pots), "
        "(SELECT count(within) FROM pots), (SELECT count(*) FROM coins), "
        "(SELECT sum(worth) FROM coins)"
    )


async def is_new() -> bool:
    try:
        await database.rows("SELECT size FROM pots LIMIT 1")
    except Exception as error:
        assert "size" in str(error)
        return False
    return True


async def has_changed_all_but_the_end(url: str) -> bool:
    """Whether what is being migrated waits in FOR_EVER."""
    if database.dialect() == "sqlite":
        log = Path(url.removeprefix("sqlite:///") + "-wal")
        return log.stat().st_size > POTS_COUNT * len(NOTE) / 4
    waiting = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'"
    return await database.row(waiting) is not None


async def refused(sql: str, *args: object) -> str:
    """Which rule a statement breaks."""
    with pytest.raises(Violation) as refusal:
        await database.rows(sql, *args)
    return refusal.value.name


async def rules_hold() -> None:
    """Those that stayed and those that are new."""
    assert await database.row("SELECT total, size FROM pots WHERE id = 3") == (4, "large")
    await database.rows("INSERT INTO coins VALUES ({}, 3, 5)", POTS_COUNT)
    assert await database.row("SELECT total, size FROM pots WHERE id = 3") == (9, "large")
    assert await refused("DELETE FROM coins WHERE id = 1") == "coins_stay"
    assert await refused("UPDATE pots SET name = 'x' WHERE id = 1") == "names_stay"
    assert await refused("UPDATE pots SET size = 'huge' WHERE id = 1") == "size_is_known"
    assert await refused("UPDATE pots SET total = -1 WHERE id = 1") == "total_is_not_negative"
    assert await refused("DELETE FROM pots WHERE id = 2000") == "foreign_key"
    assert await refused("INSERT INTO coins VALUES (-1, -1, 1)") == "foreign_key"
    assert await refused("INSERT INTO pots SELECT -1, -2, 'y', 0, '', 'small'") == "foreign_key"


async def test_a_process_killed_in_the_middle_has_changed_nothing(old: str, tmp_path: Path) -> None:
    before = await counts()
    folders = [STEPS / "first", tmp_path / "second"]
    shutil.copytree(STEPS / "second", tmp_path / "second")
    (tmp_path / f"second/then.{database.dialect()}.sql").write_text(FOR_EVER[database.dialect()])
    killed = await migrating(old, folders)
    for _ in range(1500):
        if await has_changed_all_but_the_end(old):
            break
        await asyncio.sleep(0.02)
    killed.kill()
    assert await killed.wait() == -signal.SIGKILL
    assert not await is_new()
    async with asyncio.timeout(30):
        await database.migrate([STEPS / name for name in ALL])
    assert await counts() == before
    await rules_hold()


async def test_several_processes_change_the_same_rows_once(old: str) -> None:
    before = await counts()
    processes = [await migrating(old, [STEPS / name for name in ALL]) for _ in range(4)]
    last_words = [(await process.communicate())[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, last_words
    assert await counts() == before
    await rules_hold()


async def test_what_was_open_before_sees_the_new_schema(old: str) -> None:
    """Readers and writers of a process that goes on while another one migrates."""
    assert await counts() is not None
    await database.rows("UPDATE pots SET note = '' WHERE id = 1")
    assert await (await migrating(old, [STEPS / name for name in ALL])).wait() == 0
    await rules_hold()

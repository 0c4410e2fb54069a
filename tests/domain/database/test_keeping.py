"""What was answered outlives a power cut: SQLite's log is on the disk before anybody is told."""

import asyncio
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from domain import database
from domain.database.sqlite import keeping
from tests.domain.database.conftest import make_schema, put
from tests.waiting import LONGEST_SECONDS, until

AT_ONCE = 40
DISK_SECONDS = 0.003
"""What one takes at least, also where the files of tests lie in memory."""


class Disk:
    """What would be left after a power cut: the files as they were when the disk was waited for.

    Choice: a copy of what had been written by then; what SQLite writes into the database while it
    copies its log is not asked for here.
    """

    def __init__(self, file: Path, left: Path) -> None:
        self.waits_count = 0
        self._file, self._left = file, left
        self._guard = threading.Lock()

    def wait(self, number: int) -> None:
        written = os.pread(number, os.fstat(number).st_size, 0)
        os.fsync(number)
        time.sleep(DISK_SECONDS)
        self.waits_count += 1
        with self._guard:
            shutil.copyfile(self._file, self._left)
            Path(f"{self._left}-wal").write_bytes(written)

    def names(self) -> set[str]:
        """The shelves that are there when the power is back."""
        if not self._left.exists():
            return set()
        copied = self._left.with_name("after-power-cut.sqlite")
        with self._guard:
            for end in ("", "-wal"):
                shutil.copyfile(f"{self._left}{end}", f"{copied}{end}")
        with closing(sqlite3.connect(copied)) as found:
            names = {name for (name,) in found.execute("SELECT name FROM shelves")}
        copied.unlink()
        return names


@pytest.fixture
async def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Disk]:
    """The small schema on SQLite; PostgreSQL's COMMIT waits for its disk by itself."""
    await database.open(f"sqlite:///{tmp_path}/small.sqlite")
    await make_schema()
    made = Disk(tmp_path / "small.sqlite", tmp_path / "left.sqlite")
    monkeypatch.setattr(keeping, "_wait_for_disk", made.wait)
    yield made
    await database.close()


async def test_a_statement_and_a_transaction_are_on_the_disk_when_they_return(disk: Disk) -> None:
    await put("statement")
    assert disk.names() == {"statement"}
    async with database.transaction():
        await put("transaction")
    assert disk.names() == {"statement", "transaction"}
    assert disk.waits_count == 2


async def test_of_many_at_once_each_is_on_the_disk_when_it_returns_by_few_waits(
    disk: Disk,
) -> None:
    async def write(name: str) -> None:
        async with database.transaction():
            await put(name)
        assert name in disk.names()

    await asyncio.gather(*(write(f"{number}") for number in range(AT_ONCE)))
    assert 0 < disk.waits_count < AT_ONCE / 2


async def test_what_changed_nothing_waits_for_no_disk(disk: Disk) -> None:
    await database.rows("UPDATE shelves SET number = 1 WHERE name = 'nowhere'")
    async with database.transaction():
        await database.rows("SELECT name FROM shelves")
    with pytest.raises(ValueError):
        async with database.transaction():
            await put()
            raise ValueError
    assert disk.waits_count == 0


async def test_nobody_is_told_before_it_is_on_the_disk(disk: Disk) -> None:
    seen: list[set[str]] = []
    async with database.transaction():
        await put("told")
        database.after_commit(lambda: seen.append(disk.names()))
    assert seen == [{"told"}]


async def test_others_write_while_one_waits_and_a_cancelled_one_takes_nobody_along(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def wait(number: int) -> None:
        begun.set()
        may_end.wait(LONGEST_SECONDS)
        disk.wait(number)

    monkeypatch.setattr(keeping, "_wait_for_disk", wait)
    first = asyncio.create_task(put("first"))
    await until(begun.is_set, seconds=10)
    others = [asyncio.create_task(put(name)) for name in ("second", "third")]
    await until(_are_three)
    assert not first.done() and not any(other.done() for other in others)
    others[0].cancel()
    may_end.set()
    await asyncio.gather(first, others[1])
    assert others[0].cancelled()
    assert disk.names() == {"first", "second", "third"}


async def test_a_disk_that_fails_is_said_to_all_who_wait(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(number: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(keeping, "_wait_for_disk", fail)
    outcomes = await asyncio.gather(*(put() for _ in range(3)), return_exceptions=True)
    assert all(isinstance(outcome, OSError) for outcome in outcomes)


async def _are_three() -> bool:
    return await database.row("SELECT count(*) FROM shelves") == (3,)

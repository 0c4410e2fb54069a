"""A database that may grow no more refuses what is to be written, and keeps what is there."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from domain import database
from domain.database import refusal, room
from domain.database.sqlite.engine import Engine
from tests.domain.database.conftest import make_schema, names, put


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    await database.open(f"sqlite:///{tmp_path}/small.sqlite")
    await make_schema()
    engine = database.engine()
    assert isinstance(engine, Engine)
    yield engine
    await database.close()


async def fill() -> None:
    async with database.transaction():
        for number in range(1000):
            await put(f"{number}")


async def test_a_full_database_takes_nothing_by_halves_and_goes_on_later(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    await put("first")
    caplog.clear()
    writer = engine.writing.writer()
    ((most,),) = writer.rows("PRAGMA max_page_count", ())
    writer.rows("PRAGMA max_page_count = 10", ())
    for _ in range(2):
        with pytest.raises(database.NoRoom):
            await fill()
        assert await names() == ["first"]
    writer.rows(f"PRAGMA max_page_count = {most}", ())
    await fill()
    assert len(await names()) == 1001
    said = [record.getMessage() for record in caplog.records]
    assert [line.split(",")[0].split(": ")[0] for line in said] == [
        "the database cannot write",
        "over",
    ]


def test_postgresql_s_full_disk_means_the_same() -> None:
    error = asyncpg.DiskFullError("could not extend file: No space left on device")
    assert isinstance(refusal.translate(error), database.NoRoom)
    room.OUTAGE.over()

"""Whether the parts that Lernfaden stands on answer, told in words without secrets."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, health, outbox, settings
from domain import database as databases
from domain.health import Unwell
from tests.conftest import FrozenClock


def with_settings(**values: object) -> None:
    settings.use(dataclasses.replace(settings.current(), **values))  # type: ignore[arg-type]


async def test_a_database_that_answers_is_named(database: str) -> None:
    named = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
    assert await health.database() == named[database]


async def test_a_database_that_is_gone_is_unwell() -> None:
    databases.bind("postgres://me:geheim@127.0.0.1:1/lernfaden")
    with pytest.raises(Unwell) as error:
        await health.database()
    assert str(error.value).startswith("The database does not answer: ")
    assert "geheim" not in str(error.value)


async def test_without_redis_the_process_is_its_own_broker() -> None:
    assert await health.broker() == "in the process"


async def test_redis_answers(redis_url: str) -> None:
    with_settings(redis_url=redis_url)
    assert await health.broker() == "Redis"


async def test_redis_that_is_gone_is_unwell() -> None:
    with_settings(redis_url="redis://:geheim@127.0.0.1:1/0")
    with pytest.raises(Unwell) as error:
        await health.broker()
    assert str(error.value).startswith("Redis does not answer: ")
    assert "geheim" not in str(error.value)


async def test_work_that_waits_longer_than_two_minutes_is_told(
    database: str, frozen_clock: FrozenClock
) -> None:
    await outbox.put("purge", {})
    await outbox.put("purge", {}, due_at=clock.now() + timedelta(minutes=3))
    frozen_clock.forward(timedelta(minutes=2))
    assert await health.work() == "in time"
    frozen_clock.forward(timedelta(minutes=1))
    with pytest.raises(Unwell, match="2 pieces of work wait, the oldest for 3 minutes") as error:
        await health.work()
    assert (error.value.word, "lernfaden serve" in str(error.value)) == ("behind", True)


async def test_of_work_nothing_is_known_while_the_database_is_gone() -> None:
    databases.bind("postgres://me:geheim@127.0.0.1:1/lernfaden")
    with pytest.raises(Unwell, match="The database does not answer"):
        await health.work()


async def test_a_directory_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    with_settings(data_dir=tmp_path)
    assert await health.storage() == "files"
    assert list(tmp_path.iterdir()) == []


async def test_a_directory_that_is_not_there_is_unwell(tmp_path: Path) -> None:
    with_settings(data_dir=tmp_path / "gone")
    with pytest.raises(Unwell, match="cannot be written"):
        await health.storage()

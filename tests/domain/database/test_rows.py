"""Reading and writing rows: the same values on both engines."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from domain import database
from domain.database import placeholders
from tests.domain.database.conftest import MOMENT, Shelf, names, put
from tests.waiting import LONGEST_SECONDS


async def test_values_come_back_typed(small: str) -> None:
    shelf = await put("novels", number=3)
    found = await database.row("SELECT id, name, number, is_open, at FROM shelves")
    assert found == (shelf.id, "novels", 3, True, MOMENT)
    assert isinstance(found, tuple)
    assert isinstance(found[0], UUID)
    assert found[4].tzinfo is UTC


async def test_returned_values_are_typed_too(small: str) -> None:
    await put("novels")
    sql = "UPDATE shelves SET number = number + {} WHERE name = {} RETURNING id, number, at"
    [(id, number, at)] = await database.rows(sql, 2, "novels")
    assert isinstance(id, UUID)
    assert (number, at) == (2, MOMENT)


async def test_no_row_is_none(small: str) -> None:
    assert await database.row("SELECT id FROM shelves") is None
    assert await database.rows("SELECT id FROM shelves") == []


async def test_one_is_the_row_as_piccolo_would_read_it(small: str) -> None:
    shelf = await put("novels", number=3)
    found, built = await database.one(Shelf, shelf.id), await Shelf.objects().first()
    assert found is not None
    assert built is not None
    assert found.to_dict() == built.to_dict()
    found.number = 4
    await found.save(columns=[Shelf.number])
    assert await names() == ["novels"]
    assert await database.one(Shelf, UUID(int=0)) is None


async def test_piccolo_reads_and_writes_through_the_same_engine(small: str) -> None:
    shelf = await put("novels")
    await Shelf.update({Shelf.number: Shelf.number + 1}).where(Shelf.id == shelf.id)
    assert await Shelf.select(Shelf.name, Shelf.number) == [{"name": "novels", "number": 1}]
    assert await Shelf.exists().where(Shelf.name == "novels")


async def test_a_moment_comes_back_whatever_zone_it_was_given_in(small: str) -> None:
    berlin = datetime.fromisoformat("2026-11-23T12:00:00.123456+01:00")
    await put(at=berlin)
    assert await database.row("SELECT at FROM shelves WHERE at = {}", berlin) == (MOMENT,)


async def test_a_moment_without_a_zone_is_refused(small: str) -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        await database.rows("SELECT name FROM shelves WHERE at < {}", naive)
    with pytest.raises(ValueError, match="zone"):
        await Shelf.update({Shelf.at: naive}, force=True)


async def test_a_statement_that_writes_under_with_is_written(small: str) -> None:
    await put("novels")
    await database.rows(
        "WITH old AS (SELECT id FROM shelves) "
        "UPDATE shelves SET name = {} WHERE id IN (SELECT id FROM old)",
        "poems",
    )
    assert await names() == ["poems"]


async def test_what_is_written_is_read_at_once(small: str) -> None:
    for number in range(20):
        await put(f"{number:02}")
        assert len(await names()) == number + 1


def test_placeholders_are_those_of_the_driver() -> None:
    sql = "SELECT {}, '{{}}' WHERE a = {}"
    assert placeholders.for_sqlite(sql) == "SELECT ?, '{}' WHERE a = ?"
    assert placeholders.for_postgres(sql) == "SELECT $1, '{}' WHERE a = $2"


async def test_a_process_that_forgets_to_close_still_ends(tmp_path: Path) -> None:
    program = (
        "import asyncio; from domain import database\n"
        "async def main():\n"
        f"    await database.open('sqlite:///{tmp_path}/a.sqlite')\n"
        "    await database.rows('CREATE TABLE a (b)')\n"
        "    await database.transaction().__aenter__()\n"
        "asyncio.run(main())"
    )
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program], timeout=LONGEST_SECONDS, check=False
    )
    assert done.returncode == 0


async def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        database.bind("mysql://db/name")


def test_a_list_of_nothing_is_refused_as_only_one_engine_takes_it() -> None:
    assert database.marks(["a", "b"]) == "{}, {}"
    with pytest.raises(ValueError, match="nothing"):
        database.marks([])

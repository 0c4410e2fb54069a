"""Migrations: whole or not at all, once, however many processes start together or die."""

from pathlib import Path

import pytest
from asyncpg import ForeignKeyViolationError

from domain import database
from domain.database import script
from domain.database.sqlite.migrating import BrokenReference
from tests.domain.database.conftest import migrating


class Steps:
    """Migrations written for one test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folders: list[Path] = []

    def add(self, **files: str) -> str:
        """Shape: a file's name, with `_` before the engine where it is for one, and its SQL."""
        folder = self.path / f"step{len(self.folders)}"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name.replace('_', '.')}.sql").write_text(text)
        self.folders.append(folder)
        return folder.name


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    path = tmp_path / "migrations"
    path.mkdir()
    return Steps(path)


async def tables() -> list[str]:
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'a%'",
        "postgres": "SELECT tablename FROM pg_tables WHERE tablename LIKE 'a%'"
        " AND schemaname = 'public'",
    }[database.dialect()]
    return sorted(name for (name,) in await database.rows(sql))


async def ran() -> list[str]:
    return [name for (name,) in await database.rows("SELECT name FROM migration ORDER BY id")]


async def test_each_runs_once_and_says_so(new: str, steps: Steps) -> None:
    told: list[tuple[int, int, str]] = []
    first = steps.add(tables="CREATE TABLE a1 (b INTEGER);\n")
    second = steps.add(tables="CREATE TABLE a2 (b INTEGER);\n")
    await database.migrate(steps.folders, lambda *step: told.append(step))
    await database.migrate(steps.folders)
    assert told == [(0, 2, first), (1, 2, second), (2, 2, "")]
    assert await tables() == ["a1", "a2"]
    assert await ran() == [first, second]


async def test_what_both_read_comes_before_what_one_reads(new: str, steps: Steps) -> None:
    steps.add(
        zebra="CREATE TABLE a1 (b INTEGER);\n",
        apple_sqlite="ALTER TABLE a1 ADD COLUMN of_sqlite INTEGER;\n",
        apple_postgres="ALTER TABLE a1 ADD COLUMN of_postgres INTEGER;\n",
    )
    await database.migrate(steps.folders)
    assert await database.rows(f"SELECT of_{database.dialect()} FROM a1") == []


async def test_a_failed_one_leaves_nothing_and_can_be_repaired(new: str, steps: Steps) -> None:
    first = steps.add(tables="CREATE TABLE a1 (b INTEGER);\n")
    second = steps.add(tables="CREATE TABLE a2 (b INTEGER);\n\nCREATE TABLE a1 (c INTEGER);\n")
    with pytest.raises(Exception, match="a1"):
        await database.migrate(steps.folders)
    assert await tables() == ["a1"]
    assert await ran() == [first]
    (steps.path / second / "tables.sql").write_text("CREATE TABLE a2 (b INTEGER);\n")
    await database.migrate(steps.folders)
    assert await ran() == [first, second]


async def test_a_database_of_a_newer_release_is_left_alone(new: str, steps: Steps) -> None:
    steps.add(tables="CREATE TABLE a1 (b INTEGER);\n")
    newer = steps.add(tables="CREATE TABLE a2 (b INTEGER);\n")
    await database.migrate(steps.folders)
    with pytest.raises(database.OtherRelease, match=newer):
        await database.migrate(steps.folders[:1])


async def test_rows_that_would_refer_to_nothing_stop_it(new: str, steps: Steps) -> None:
    steps.add(
        tables="CREATE TABLE a1 (id INTEGER PRIMARY KEY);\n\n"
        "CREATE TABLE a2 (one INTEGER REFERENCES a1 (id));\n\n"
        "INSERT INTO a1 VALUES (1);\n\nINSERT INTO a2 VALUES (1);\n"
    )
    await database.migrate(steps.folders)
    steps.add(change="DELETE FROM a1;\n")
    expected = BrokenReference if database.dialect() == "sqlite" else ForeignKeyViolationError
    with pytest.raises(expected, match="a2"):
        await database.migrate(steps.folders)
    assert await database.rows("SELECT id FROM a1") == [(1,)]


def test_statements_end_before_an_empty_line() -> None:
    text = (
        "-- What it is for;\n\n-- and more.\nCREATE TABLE a (b);  \n \n"
        "CREATE TRIGGER c BEGIN\n  SELECT 1;\n  SELECT 2; -- both\nEND;\n\n\n-- the end\n"
    )
    assert list(script.split(text)) == [
        "-- and more.\nCREATE TABLE a (b)",
        "CREATE TRIGGER c BEGIN\n  SELECT 1;\n  SELECT 2; -- both\nEND",
    ]


async def test_four_processes_migrate_at_once(new: str, steps: Steps) -> None:
    names = [steps.add(tables=f"CREATE TABLE a{n} (b INTEGER);\n") for n in range(3)]
    processes = [await migrating(new, steps.folders) for _ in range(4)]
    last_words = [(await process.communicate())[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, last_words
    assert await tables() == ["a0", "a1", "a2"]
    assert await ran() == names

"""Migrations: whole or not at all, once, however many processes start together."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from domain import database
from tests.conftest import DIALECTS, new_postgres
from tests.domain.database import small_app

MIGRATION = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from domain import database

ID = {id!r}
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="lernfaden", wrap_in_transaction={is_whole}
    )

    async def run():
        for sql in {statements!r}:
            await database.engine().run_ddl(sql)

    manager.add_raw(run)
    return manager
"""
PROCESS = """
import asyncio, sys
from domain import database

async def main():
    await database.open(sys.argv[1], [])
    await database.migrate()
    await database.close()

asyncio.run(main())
"""


class Folder:
    """Migrations written for one test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def add(self, *statements: str, is_whole: bool = True) -> str:
        """Python keeps modules by their names, so each needs its own."""
        self.count += 1
        id = f"2026-11-22T00:00:{self.count:02}:000000"
        text = MIGRATION.format(id=id, statements=statements, is_whole=is_whole)
        (self.path / f"lernfaden_{uuid4().hex}.py").write_text(text)
        return id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    path = tmp_path / "migrations"
    path.mkdir()
    monkeypatch.setenv("SMALL_MIGRATIONS", str(path))
    monkeypatch.setenv("PICCOLO_CONF", small_app.__name__)
    monkeypatch.setattr(small_app.APP_CONFIG, "migrations_folder_path", str(path))
    return Folder(path)


@pytest.fixture(params=DIALECTS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new database can be: a file's address or a server's."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.sqlite"
    server: str = request.getfixturevalue("postgres_url")
    return server


@pytest.fixture
async def new(home: str) -> AsyncIterator[str]:
    """The address of an empty database, open."""
    is_file = home.startswith("sqlite")
    url = home if is_file else await new_postgres(home, f"new_{uuid4().hex}")
    await database.open(url, [])
    yield url
    await database.close()


async def tables() -> list[str]:
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'a%'",
        "postgres": "SELECT tablename FROM pg_tables WHERE tablename LIKE 'a%'"
        " AND schemaname = 'public'",
    }[database.dialect()]
    return sorted(name for (name,) in await database.rows(sql))


async def ran() -> list[str]:
    return [name for (name,) in await database.rows("SELECT name FROM migration ORDER BY name")]


async def test_each_runs_once_and_says_so(new: str, folder: Folder) -> None:
    told: list[tuple[int, int, str]] = []
    first = folder.add("CREATE TABLE a1 (b INTEGER)")
    second = folder.add("CREATE TABLE a2 (b INTEGER)")
    await database.migrate(lambda *step: told.append(step))
    await database.migrate()
    assert told == [(0, 2, first), (1, 2, second), (2, 2, "")]
    assert await tables() == ["a1", "a2"]
    assert await ran() == [first, second]


async def test_a_failed_one_leaves_nothing_and_can_be_repaired(new: str, folder: Folder) -> None:
    first = folder.add("CREATE TABLE a1 (b INTEGER)")
    folder.add("CREATE TABLE a2 (b INTEGER)", "CREATE TABLE a1 (c INTEGER)")
    with pytest.raises(Exception, match="a1"):
        await database.migrate()
    assert await tables() == ["a1"]
    assert await ran() == [first]


async def test_one_may_do_without_a_transaction(new: str, folder: Folder) -> None:
    """A table of SQLite is built anew only with its foreign keys off, outside of one."""
    off = {"sqlite": "PRAGMA foreign_keys = OFF", "postgres": "VACUUM"}[database.dialect()]
    id = folder.add("CREATE TABLE a1 (b INTEGER)", off, is_whole=False)
    await database.migrate()
    assert await ran() == [id]
    if database.dialect() == "sqlite":
        async with database.transaction():
            assert await database.row("PRAGMA foreign_keys") == (1,)


async def test_nothing_else_is_found_where_python_looks(new: str, folder: Folder) -> None:
    folder.add("CREATE TABLE a1 (b INTEGER)")
    before = list(sys.path)
    await database.migrate()
    assert sys.path == before


async def test_four_processes_migrate_at_once(new: str, folder: Folder) -> None:
    ids = [folder.add(f"CREATE TABLE a{n} (b INTEGER)") for n in range(3)]
    root = Path(__file__).parents[3]
    environ = os.environ | {"PYTHONPATH": str(root)}
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROCESS, new), env=environ, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    last_words = [(await process.communicate())[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, last_words
    assert await tables() == ["a0", "a1", "a2"]
    assert await ran() == ids

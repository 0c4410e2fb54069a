"""A small schema of its own, to try the engines on."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from piccolo.columns import UUID, Boolean, Integer, Timestamptz, Varchar
from piccolo.table import Table

from domain import database
from tests.conftest import DIALECTS, new_postgres
from tests.kept_world import EMPTY

MOMENT = datetime(2026, 11, 23, 11, 0, 0, 123456, tzinfo=UTC)


class Shelf(Table, tablename="shelves"):
    """Something to write to."""

    id = UUID(primary_key=True)
    name = Varchar(unique=True)
    number = Integer(default=0)
    is_open = Boolean(default=True)
    at = Timestamptz()


SCHEMA = [
    "CREATE TABLE shelves (id UUID PRIMARY KEY, name VARCHAR(255) NOT NULL UNIQUE, "
    "number INTEGER NOT NULL CONSTRAINT number_is_not_negative CHECK (number >= 0), "
    "is_open BOOLEAN NOT NULL, at TIMESTAMPTZ NOT NULL)",
    "CREATE UNIQUE INDEX one_open_per_moment ON shelves (at, number) WHERE is_open = {false}",
    "CREATE TABLE labels (text VARCHAR(20))",
    "CREATE UNIQUE INDEX text_without_case ON labels (lower(text))",
    "CREATE TABLE books (id INTEGER PRIMARY KEY, shelf UUID NOT NULL REFERENCES shelves (id))",
    "CREATE TABLE loans (id INTEGER PRIMARY KEY, "
    "book INTEGER REFERENCES books (id) DEFERRABLE INITIALLY DEFERRED)",
]
TRIGGER = {
    "sqlite": [
        "CREATE TRIGGER books_stay BEFORE DELETE ON books "
        "BEGIN SELECT RAISE(ABORT, 'K1_append_only'); END",
    ],
    "postgres": [
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'K1_append_only'; END $$",
        "CREATE TRIGGER books_stay BEFORE DELETE ON books FOR EACH ROW EXECUTE FUNCTION refuse()",
    ],
}

PROCESS = """
import asyncio, sys
from pathlib import Path
from domain import database

async def main():
    await database.open(sys.argv[1])
    await database.migrate([Path(folder) for folder in sys.argv[2:]])
    await database.close()

asyncio.run(main())
"""
ROOT = Path(__file__).parents[3]
"""Migrates as `lernfaden migrate` does."""


@pytest.fixture(scope="session")
async def small_postgres(postgres_url: str) -> AsyncIterator[database.Engine]:
    await database.open(await new_postgres(postgres_url, "small"))
    engine = database.engine()
    await make_schema()
    yield engine
    await engine.close_connection_pool()


@pytest.fixture(params=DIALECTS)
def kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    if kind == "postgres":
        request.getfixturevalue("small_postgres")
    return kind


@pytest.fixture
async def small(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The small schema, empty; the test runs once on each kind of database."""
    if kind == "postgres":
        engine: database.Engine = request.getfixturevalue("small_postgres")
        await engine.run_ddl(EMPTY)
        database.use(engine)
        yield kind
        return
    await database.open(f"sqlite:///{tmp_path}/small.sqlite")
    await make_schema()
    yield kind
    await database.close()


async def make_schema() -> None:
    dialect = database.dialect()
    for sql in (*SCHEMA, *TRIGGER[dialect]):
        false = "0" if dialect == "sqlite" else "false"
        await database.engine().run_ddl(sql.replace("{false}", false))


async def put(name: str = "", number: int = 0, at: datetime = MOMENT) -> Shelf:
    """Stores a shelf."""
    shelf = Shelf(id=uuid4(), name=name or uuid4().hex, number=number, at=at)
    await Shelf.insert(shelf)
    return shelf


async def names() -> list[str]:
    """The names of all shelves, in order."""
    return [name for (name,) in await database.rows("SELECT name FROM shelves ORDER BY name")]


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
    await database.open(url)
    yield url
    await database.close()


async def migrating(url: str, folders: list[Path]) -> asyncio.subprocess.Process:
    """Another process, which migrates."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROCESS, url, *map(str, folders)),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    )

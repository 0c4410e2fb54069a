"""What every test can ask for: one event loop, a database of its own, Redis, a stopped clock."""

import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from domain import clock, database, live, migrations, settings
from domain.accounts import counters, password_hash
from domain.database.postgres.engine import Engine as PostgresEngine
from tests import distribution, gateway, kept_world, one_database, servers
from tests import quick_hashing as quick
from tests.kept_world import Kept
from tests.world import World

STORES = ["folder", *(["s3"] if gateway.is_installed() else [])]
MISSING = [*servers.missing(), *gateway.missing()]
DIALECTS = ["sqlite", *(["postgres"] if servers.postgres_program("postgres") else [])]
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""A Monday, 12:00 in Berlin."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--topology", action="store_true", help="run the browser tests on the scaled-out form alone"
    )
    parser.addoption("--both", action="store_true", help="run tests of pages on both databases")


def pytest_configure(config: pytest.Config) -> None:
    # Who is started in the background inherits that Ctrl-C means nothing; our programs must not.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if MISSING and os.environ.get("CI") == "true":
        raise pytest.UsageError("CI=true allows nothing to be left out. " + " ".join(MISSING))


def pytest_report_header() -> list[str]:
    return MISSING


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Few tests run here: starting processes would take longer. Else as many as there are cores."""
    chosen = config.option.keyword or config.option.markexpr
    return 0 if chosen or distribution.are_few(config.args) else None


# First, as pytest reads the marks in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    test = metafunc.definition
    if one_database.is_enough(test, metafunc.fixturenames) and not test.config.getoption("both"):
        one_database.take(test, DIALECTS)


# First, as pytest-xdist reads the groups in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs a server that is not installed; the header has said so."""
    absent = [
        name
        for name, program in (
            ("redis_url", shutil.which("redis-server")),
            ("postgres_url", servers.postgres_program("postgres")),
            ("s3_gateway", gateway.is_installed()),
        )
        if not program
    ]
    out = [item for item in items if set(absent) & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]
    if hasattr(config, "workerinput"):
        distribution.distribute(items)


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, bool]]:
    return "asyncio", {"use_uvloop": True}


@pytest.fixture(scope="session", autouse=True)
async def one_loop(anyio_backend: object) -> AsyncIterator[None]:
    """Keeps one event loop for all tests, as pools belong to theirs."""
    yield


@pytest.fixture(scope="session")
def _settings(tmp_path_factory: pytest.TempPathFactory) -> settings.Settings:
    folder = tmp_path_factory.mktemp("data")
    return settings.load({"LERNFADEN_DATA_DIR": str(folder)})


@pytest.fixture(autouse=True)
def default_settings(_settings: settings.Settings) -> Iterator[settings.Settings]:
    """The defaults, whatever the environment of whoever runs the tests says."""
    settings.use(_settings)
    yield _settings
    settings.use(_settings)


@pytest.fixture
def own_store(default_settings: settings.Settings, tmp_path: Path) -> Path:
    """A data folder of the test's own, in which its files lie."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings.use(replace(default_settings, data_dir=folder))
    return folder


@pytest.fixture(params=STORES)
def either_store(request: pytest.FixtureRequest, own_store: Path) -> None:
    """One of the test's own, in a folder and in an S3."""
    if request.param == "s3":
        s3: gateway.Gateway = request.getfixturevalue("s3_gateway")
        settings.use(replace(settings.current(), s3_url=s3.url(f"b{uuid4().hex}")))


@pytest.fixture(autouse=True)
def own_counters() -> Iterator[None]:
    """No test counts the attempts of another."""
    counters.forget()
    yield
    counters.forget()


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed with next to no effort, for tests of which it is not the subject."""
    monkeypatch.setattr(password_hash, "HASHER", quick.HASHER)
    monkeypatch.setattr(password_hash, "NOBODYS", quick.NOBODYS)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of this run's own; its database `postgres`."""
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[servers.Server]:
    with servers.redis() as server:
        yield server


@pytest.fixture
def redis_url(redis_server: servers.Server) -> Iterator[str]:
    """An empty Redis."""
    import redis

    url = f"redis://127.0.0.1:{redis_server.port}/0"
    with closing(redis.Redis.from_url(url)) as client:
        client.flushall()
    yield url
    live.forget()


@pytest.fixture(scope="session")
def s3_gateway() -> Iterator[gateway.Gateway]:
    """An S3 of this run's own, without a bucket."""
    with gateway.running() as made:
        yield made


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "lernfaden.sqlite"
    await database.open(f"sqlite:///{path}")
    await migrations.migrate()
    await database.close()
    return str(path)


@pytest.fixture(scope="session")
async def migrated_postgres(postgres_url: str) -> AsyncIterator[PostgresEngine]:
    """A migrated database and its pool, kept for all tests."""
    url = await new_postgres(postgres_url, "lernfaden")
    await database.open(url)
    engine = database.engine()
    assert isinstance(engine, PostgresEngine)
    await migrations.migrate()
    yield engine
    await engine.close_connection_pool()


@pytest.fixture(scope="session")
async def sqlite_kept(sqlite_template: str, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The world in a file, to be copied."""
    path = tmp_path_factory.mktemp("world") / "lernfaden.sqlite"
    return await kept_world.in_sqlite(sqlite_template, path, NOON)


@pytest.fixture(scope="session")
async def postgres_kept(migrated_postgres: PostgresEngine) -> Kept:
    """The world in tables beside those that tests use."""
    return await kept_world.in_postgres(migrated_postgres, NOON)


@pytest.fixture(params=DIALECTS)
def migrated(request: pytest.FixtureRequest) -> str | PostgresEngine:
    """What a test's database is made from: a file to copy, or an engine to empty."""
    made: str | PostgresEngine = request.getfixturevalue(
        "migrated_postgres" if request.param == "postgres" else "sqlite_template"
    )
    return made


@pytest.fixture
def kept(request: pytest.FixtureRequest, migrated: str | PostgresEngine) -> Kept | None:
    """What the database has in it from the beginning, where a test asks for the world."""
    if "world" not in request.fixturenames:
        return None
    is_postgres = isinstance(migrated, PostgresEngine)
    found: Kept = request.getfixturevalue("postgres_kept" if is_postgres else "sqlite_kept")
    return found


@pytest.fixture
async def database_url(
    migrated: str | PostgresEngine, kept: Kept | None, tmp_path: Path
) -> AsyncIterator[str]:
    """The address of a migrated database of each kind, open for this loop; it is empty, but for
    the world where a test asks for that.
    """
    if isinstance(migrated, PostgresEngine):
        await migrated.run_ddl(kept_world.EMPTY)
        if kept:
            await migrated.run_ddl(kept_world.BRING)
        database.use(migrated)
        yield migrated.url
        return
    path = tmp_path / "lernfaden.sqlite"
    shutil.copyfile(kept.file if kept else migrated, path)
    await database.open(f"sqlite:///{path}")
    yield f"sqlite:///{path}"
    await database.close()


@pytest.fixture(name="database")
def database_kind(database_url: str) -> str:
    """A migrated database; the test runs once on each kind."""
    return database.dialect()


async def new_postgres(url: str, name: str) -> str:
    """Makes an empty database beside this one; returns its address."""
    connection: Any = await asyncpg.connect(url)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return f"{url.rpartition('/')[0]}/{name}"


class FrozenClock:
    """The moment that `clock.now()` returns, moved by hand."""

    def __init__(self) -> None:
        self.to(NOON)

    def to(self, moment: datetime) -> datetime:
        clock.freeze(moment)
        return clock.now()

    def forward(self, delta: timedelta) -> datetime:
        return self.to(clock.now() + delta)


@pytest.fixture
def frozen_clock() -> Iterator[FrozenClock]:
    """Stands at NOON until it is moved."""
    yield FrozenClock()
    clock.freeze(None)


@pytest.fixture
async def world(database: str, kept: Kept | None, frozen_clock: FrozenClock) -> World:
    """Nadia, Mila, Tom, Jonas, Dora and Emil at NOON; see tests/world.py."""
    assert kept is not None
    return deepcopy(kept.world)

"""Databases for one part of the benchmark, of each kind that this machine has."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain import database, migrations, settings
from tests import servers
from tests.bench.report import say
from tests.conftest import new_postgres


@contextmanager
def places() -> Iterator[list[str]]:
    """Addresses under which new databases can be made: SQLite's folder, PostgreSQL's server."""
    with tempfile.TemporaryDirectory(prefix="lernfaden-bench-") as folder:
        if servers.postgres_program("postgres") is None:
            say("PostgreSQL is missing: measured on SQLite only.")
            yield [f"sqlite:///{folder}"]
            return
        with servers.postgres() as url:
            yield [f"sqlite:///{folder}", url]


async def create(place: str, name: str) -> str:
    """A new, migrated database, which is opened too."""
    url = await new_postgres(place, name) if is_postgres(place) else f"{place}/{name}.sqlite"
    await database.open(url)
    await migrations.migrate()
    return url


def is_postgres(url: str) -> bool:
    return url.startswith("postgres")


def kind(url: str) -> str:
    return "PostgreSQL" if is_postgres(url) else "SQLite"


@contextmanager
def data_dir() -> Iterator[Path]:
    """Where a served instance keeps its files; this process uses the same settings."""
    with tempfile.TemporaryDirectory(prefix="lernfaden-bench-") as folder:
        settings.use(settings.load({"LERNFADEN_DATA_DIR": folder}))
        yield Path(folder)

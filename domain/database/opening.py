"""Opening the database, and which of the two it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from domain.database import in_use, migration
from domain.database.in_use import Engine, use
from domain.database.migration import Progress
from domain.database.postgres.engine import Engine as PostgresEngine
from domain.database.sqlite.engine import Engine as SQLiteEngine


def bind(url: str) -> Engine:
    """Makes an engine and gives it to every table; connects to nothing yet.

    Errors: ValueError for an address of neither engine.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return use(SQLiteEngine(rest.removeprefix("/")))
    if scheme in ("postgres", "postgresql"):
        return use(PostgresEngine(url))
    raise ValueError(f"{scheme}:// is neither sqlite:// nor postgres://")


async def open(url: str) -> None:
    """Gives the tables an engine and connects this event loop.

    Shape: the same address again is the same engine, for the web and the workers embedded in it
    share one queue of writers.
    Errors: Away, sqlite3's or asyncpg's, the database cannot be reached.
    """
    if in_use.DB is None or in_use.DB.url != url:
        bind(url)
    await engine().start_connection_pool()


async def close() -> None:
    """Closes what this event loop has open."""
    if in_use.DB is not None:
        await in_use.DB.close_connection_pool()


def engine() -> Engine:
    """Errors: RuntimeError before `open`."""
    if in_use.DB is None:
        raise RuntimeError("the database is not open")
    return in_use.DB


def dialect() -> Literal["sqlite", "postgres"]:
    return "sqlite" if isinstance(engine(), SQLiteEngine) else "postgres"


async def migrate(folders: Sequence[Path], progress: Progress | None = None) -> None:
    """Brings the schema up to date; any number of processes may ask at once.

    Errors: OtherRelease; the driver's own.
    """
    await migration.migrate(engine(), folders, progress)

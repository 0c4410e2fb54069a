"""Brings the schema up to date, one process at a time."""

import contextlib
import fcntl
import io
import sys
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.tables import Migration

from domain.database.postgres import Engine as Postgres

APP = "lernfaden"
LOCK = 0x1E4F_FADE

Progress = Callable[[int, int, str], object]


async def migrate(engine: Any, progress: Progress | None = None) -> None:
    """Runs what has not run yet, each migration whole or not at all.

    Shape: `progress(done, total, id)` before each, and once more when all are done.
    """
    async with _lock(engine):
        with contextlib.redirect_stdout(io.StringIO()):
            manager = BaseMigrationManager()
            await manager.create_migration_table()
            waiting = await _waiting(manager)
            for done, (id, module) in enumerate(waiting):
                if progress:
                    progress(done, len(waiting), id)
                await _run(engine, id, module)
    if progress:
        progress(len(waiting), len(waiting), "")


async def due() -> list[str]:
    """The migrations that have not run here; changes nothing."""
    if not await Migration.table_exists():
        return sorted(_modules(BaseMigrationManager()))
    return [id for id, _ in await _waiting(BaseMigrationManager())]


async def _waiting(manager: BaseMigrationManager) -> list[tuple[str, Any]]:
    modules = _modules(manager)
    ran = set(await Migration.get_migrations_which_ran(app_name=APP))
    return [(id, modules[id]) for id in sorted(modules) if id not in ran]


def _modules(manager: BaseMigrationManager) -> dict[str, Any]:
    folder = manager.get_app_config(app_name=APP).resolved_migrations_folder_path
    before = list(sys.path)
    try:
        found: dict[str, Any] = manager.get_migration_modules(folder)
    finally:
        sys.path[:] = before
    return found


async def _run(engine: Any, id: str, module: Any) -> None:
    steps = await module.forwards()
    if not steps.wrap_in_transaction:
        await _run_in_pieces(engine, steps)
    async with engine.transaction():
        if steps.wrap_in_transaction:
            await steps.run()
        await Migration.insert(Migration(name=id, app_name=APP))


async def _run_in_pieces(engine: Any, steps: Any) -> None:
    """Building a table of SQLite anew needs its foreign keys off; they never stay off."""
    try:
        await steps.run()
    finally:
        if not isinstance(engine, Postgres):
            await engine.run_ddl("PRAGMA foreign_keys = ON")


@contextlib.asynccontextmanager
async def _lock(engine: Any) -> AsyncIterator[None]:
    if isinstance(engine, Postgres):
        connection = await engine.get_new_connection()
        try:
            await connection.execute(f"SELECT pg_advisory_lock({LOCK})")
            yield
        finally:
            await connection.close()
    else:
        file = await to_thread(Path(f"{engine.path}.migration-lock").open, "w")
        with file:
            await to_thread(fcntl.flock, file, fcntl.LOCK_EX)
            yield

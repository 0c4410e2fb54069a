"""What every command needs first: the settings, and the database in its present form."""

import os
import stat
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from domain import database, live, migrations, settings
from domain.settings import Settings

from .failure import CommandError, told
from .progress import say


def data_argument(parser: ArgumentParser) -> None:
    """Adds `--data DIR`."""
    parser.add_argument("--data", metavar="DIR", help="where files are kept (default: var)")


def configure(options: Namespace) -> Settings:
    """Reads the environment, with what the command line says instead, and makes it current.

    Shape: what the command line says is written to the environment, so that the processes which
    this one starts are configured alike. Errors: SettingsError.
    """
    if options.data:
        os.environ["LERNFADEN_DATA_DIR"] = os.path.abspath(options.data)  # noqa: PTH100
    chosen = settings.load(os.environ)
    settings.use(chosen)
    return chosen


def openness(data_dir: Path) -> str:
    """What is wrong with the rights of the data directory, or nothing: only its owner may look in.

    Choice: said and not changed, as it may be a directory of others, or an operator means it.
    """
    if not data_dir.exists() or not data_dir.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ""
    return f"other users of this machine may look into {data_dir}: chmod 700 {data_dir}"


@asynccontextmanager
async def opened(chosen: Settings) -> AsyncIterator[None]:
    """The database for this event loop. Errors: CommandError when it cannot be reached."""
    try:
        await database.open(chosen.database_url)
    except Exception as error:
        # Both drivers have their own families of errors; all of them mean the same here.
        raise CommandError(f"the database does not answer: {told(error)}.") from error
    try:
        yield
    finally:
        await database.close()
        # A command may be over before its hints have left for the processes that serve.
        live.forget()


@asynccontextmanager
async def ready(options: Namespace) -> AsyncIterator[None]:
    """The database that the command line means, up to date. Errors: as opened() and migrate()."""
    async with opened(configure(options)):
        await migrate()
        yield


async def migrate() -> int:
    """Runs what migrations are due and names them. Shape: how many there were.

    Errors: CommandError for a database of another release.
    """
    names = []

    def shown(done: int, total: int, name: str) -> None:
        if name:
            names.append(name)
            say(f"Migration {done + 1} of {total}: {name}")

    try:
        await migrations.migrate(shown)
    except database.OtherRelease as error:
        raise CommandError(f"{error}; start that one, or restore a backup of this one.") from error
    return len(names)

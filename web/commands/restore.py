"""`lernfaden restore FILE`: makes this instance what a backup says, on either database."""

import asyncio
import json
import os
import shutil
import tarfile
from argparse import ArgumentParser, Namespace
from itertools import islice
from pathlib import Path
from typing import IO

from domain import backup, migrations, restoring
from domain.settings import Settings

from . import archive, instance
from .failure import CommandError
from .progress import Progress, say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what `lernfaden backup` wrote")
    parser.add_argument("--force", action="store_true", help="delete what the database holds now")
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Errors: CommandError, the database stays as it was: the file is no backup of ours, it is
    of another release's tables, or the database is not empty."""
    chosen = instance.configure(options)
    try:
        with tarfile.open(options.file, "r:gz") as source:
            asyncio.run(_restore(chosen, source, options.force))
    except (OSError, EOFError, tarfile.TarError, json.JSONDecodeError) as error:
        raise CommandError(f"{options.file} cannot be read: {instance.told(error)}.") from error
    say("Everything is back. Start (or restart) the server now: the keys are those of the backup.")


async def _restore(chosen: Settings, source: tarfile.TarFile, is_forced: bool) -> None:
    head = archive.head(source)
    async with instance.opened(chosen):
        await instance.migrate()
        if head["migrations"] != await migrations.ran():
            raise CommandError(
                "this backup is of another release; restore it with that one and update then."
            )
        if not is_forced and not await backup.is_empty():
            raise CommandError("the database is not empty; --force deletes what it holds.")
        async with restoring.replacing():
            for name, content in archive.members(source):
                if name.startswith(archive.TABLES):
                    await _fill(Path(name).stem, content)
                elif name.startswith(archive.FILES):
                    _put(archive.destination(chosen.data_dir, name), content)


async def _fill(name: str, lines: IO[bytes]) -> None:
    progress = Progress(name)
    while batch := [json.loads(line) for line in islice(lines, backup.ROWS_AT_ONCE)]:
        await restoring.write(name, batch)
        progress.advance(len(batch))
    progress.done()


def _put(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, archive.PRIVATE)
    with os.fdopen(number, "wb") as file:
        shutil.copyfileobj(content, file)
    part.replace(path)

"""`lernfaden restore FILE`: makes this instance what a backup says, on either database."""

import asyncio
import json
import tempfile
from argparse import ArgumentParser, Namespace
from itertools import islice
from pathlib import Path

from domain import backup, migrations, restoring, storage
from domain.settings import Settings

from . import archive, document_files, exclusive, instance
from .archive import Head
from .failure import CommandError, said_as
from .files import Arriving
from .progress import Progress, say
from .seal import Sealed, Sealing


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what `lernfaden backup` wrote")
    parser.add_argument("--force", action="store_true", help="delete what the database holds now")
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Errors: CommandError, rows and files stay as they were: the file is no backup of ours or
    damaged, it is of another release's tables, the database is not empty, or somebody serves from
    the data directory, who would go on with the old keys and with what they have in mind."""
    chosen = instance.configure(options)
    with exclusive.held(chosen.data_dir):
        asyncio.run(restore(chosen, options.file, options.force))
    say("Everything is back. Start (or restart) the server now: the keys are those of the backup.")


async def restore(chosen: Settings, path: Path, is_forced: bool) -> None:
    """Errors: as `run`; CommandError too when the rows are back and a file cannot be written."""
    head = archive.check(path)
    async with instance.opened(chosen):
        await instance.migrate()
        await _must_fit(head, is_forced)
        chosen.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=chosen.data_dir) as folder:
            arriving = Arriving(chosen.data_dir, Path(folder))
            documents = document_files.Arriving(Path(folder))
            with said_as(f"{path} cannot be restored, and nothing has changed"):
                await storage.current().check()
                async with restoring.replacing():
                    await _fill(path, arriving, documents)
                    await _compare(head)
            arriving.put_in_place()
            await documents.put_in_place()


async def _must_fit(head: Head, is_forced: bool) -> None:
    if head.migrations != await migrations.ran():
        raise CommandError(
            "this backup is of another release; restore it with that one and update then."
        )
    if not is_forced and not await backup.is_empty():
        raise CommandError("the database is not empty; --force deletes what it holds.")


async def _fill(path: Path, arriving: Arriving, documents: document_files.Arriving) -> None:
    tables = {archive.table(name): name for name in backup.names()}
    with archive.reading(path) as (_, members):
        for name, content in members:
            if name in tables:
                await _fill_table(tables[name], content)
            elif name.startswith(document_files.MEMBERS):
                documents.hold(name, content)
            elif name.startswith(archive.FILES):
                arriving.hold(name, content)


async def _fill_table(name: str, content: Sealed) -> None:
    progress, lines = Progress(name), content.lines()
    while batch := [json.loads(line) for line in islice(lines, backup.ROWS_AT_ONCE)]:
        await restoring.write(name, batch)
        progress.advance(len(batch))
    progress.done()


async def _compare(head: Head) -> None:
    """Errors: CommandError, what the database would hold is not what was saved."""
    for name in backup.names():
        sealing = Sealing()
        async for rows in backup.read(name):
            sealing.see(b"".join(map(archive.line, rows)))
        if sealing.seal != head.members.get(archive.table(name)):
            raise CommandError(f"this backup is damaged: it does not hold all of {name}.")

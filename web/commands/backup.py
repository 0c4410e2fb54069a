"""`lernfaden backup FILE`: writes everything into one file, while the instance goes on."""

import asyncio
import os
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from domain import backup, clock, inventory, migrations
from domain.settings import Settings

from . import archive, document_files, files, instance, seal
from .archive import Head
from .failure import CommandError, said_as
from .progress import Progress, say
from .seal import Seal, Sealing


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a new file, NAME.tar.gz")
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Errors: CommandError, the file exists or cannot be written; nothing is left of it then."""
    chosen = instance.configure(options)
    if options.file.exists():
        raise CommandError(f"{options.file} exists; a backup is never written over another.")
    part = options.file.with_name(f".{options.file.name}.part")
    try:
        with said_as(f"{options.file} cannot be written"):
            part.touch(mode=archive.PRIVATE)
            missing_count = asyncio.run(_write(chosen, part))
            archive.check(part)
            part.rename(options.file)
    finally:
        part.unlink(missing_ok=True)
    say(f"Everything is in {options.file}. It holds the keys too: keep it where only you read it.")
    if missing_count:
        say(
            f"Warning: it is without {missing_count} of the files that documents and agreements"
            " have, named above, as the store lacks them; `lernfaden doctor` says what to do."
        )


async def _write(chosen: Settings, path: Path) -> int:
    """Everything lies in a folder beside it first, for the head says how much it is.

    Shape: how many files the store lacks.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        address = await asyncio.to_thread(backup.frozen, chosen.database_url, folder)
        async with instance.opened(replace(chosen, database_url=address)), backup.reading():
            ran, made_at = await migrations.ran(), clock.now().isoformat()
            members, needed = await _tables(folder), await inventory.needed()
        members |= _files(folder, chosen.data_dir)
        copied = await document_files.copy(needed, folder)
        archive.write(path, Head(ran, made_at, members | copied), folder)
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return len(needed) - len(copied)


async def _tables(folder: Path) -> dict[str, Seal]:
    (folder / archive.TABLES).mkdir()
    members = {}
    for name in backup.names():
        progress, sealing = Progress(name), Sealing()
        with (folder / archive.table(name)).open("wb") as content:
            async for rows in backup.read(name):
                lines = b"".join(map(archive.line, rows))
                content.write(lines)
                sealing.see(lines)
                progress.advance(len(rows))
        progress.done()
        members[archive.table(name)] = sealing.seal
    return members


def _files(folder: Path, data_dir: Path) -> dict[str, Seal]:
    """Copies of them, as some may be changed meanwhile."""
    members = {}
    progress = Progress("files")
    for path in files.kept(data_dir):
        name = archive.FILES + path.relative_to(data_dir).as_posix()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
        with (folder / name).open("rb") as content:
            members[name] = seal.of(content)
        progress.advance()
    progress.done()
    return members

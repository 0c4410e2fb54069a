"""`lernfaden backup FILE`: writes everything into one file, while the instance goes on."""

import asyncio
import json
import tarfile
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from domain import backup, clock, migrations
from domain.settings import Settings

from . import archive, instance
from .failure import CommandError
from .progress import Progress, say


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
        part.touch(mode=archive.PRIVATE)
        asyncio.run(_write(chosen, part))
        part.rename(options.file)
    except OSError as error:
        raise CommandError(f"{options.file} cannot be written: {instance.told(error)}.") from error
    finally:
        part.unlink(missing_ok=True)
    say(f"Everything is in {options.file}. It holds the keys too: keep it where only you read it.")


async def _write(chosen: Settings, path: Path) -> None:
    with (
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
        tarfile.open(path, "w:gz") as target,
    ):
        address = await asyncio.to_thread(backup.frozen, chosen.database_url, Path(folder))
        async with instance.opened(replace(chosen, database_url=address)):
            await _add_tables(target)
        _add_files(target, chosen)


async def _add_tables(target: tarfile.TarFile) -> None:
    async with backup.reading():
        head = {
            "format": archive.FORMAT,
            "migrations": await migrations.ran(),
            "made_at": clock.now().isoformat(),
        }
        archive.add_bytes(target, archive.HEAD, json.dumps(head, indent=2).encode())
        for name in backup.names():
            progress = Progress(name)
            with tempfile.TemporaryFile() as lines:
                async for rows in backup.read(name):
                    lines.writelines(json.dumps(row).encode() + b"\n" for row in rows)
                    progress.advance(len(rows))
                archive.add_stream(target, f"{archive.TABLES}{name}.jsonl", lines)
            progress.done()


def _add_files(target: tarfile.TarFile, chosen: Settings) -> None:
    progress = Progress("files")
    for path in _files(chosen):
        with path.open("rb") as content:
            name = path.relative_to(chosen.data_dir).as_posix()
            archive.add_stream(target, archive.FILES + name, content)
        progress.advance()
    progress.done()


DERIVED = ("packed", "bench.json")
"""What a start or a run makes anew."""


def _files(chosen: Settings) -> Iterator[Path]:
    """What lies in the data directory but for the database itself, what is derived, and
    unfinished files."""
    database = Path(chosen.database_url.partition(":///")[2]).name
    for path in sorted(chosen.data_dir.rglob("*")):
        inner = path.relative_to(chosen.data_dir)
        is_database = bool(database) and inner.name.startswith(database)
        is_unfinished = any(part.startswith(".") for part in inner.parts)
        if path.is_file() and not (is_database or is_unfinished or inner.parts[0] in DERIVED):
            yield path

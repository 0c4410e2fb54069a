"""One file that holds a whole instance: every row as a line of JSON, and the files beside it.

Shape: a tar compressed with gzip, which any machine can look into: `lernfaden.json` (which
release's tables these are), `tables/NAME.jsonl` in the order in which they can be written, and
`files/…` from the data directory, the keys among them.
"""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from .failure import CommandError

FORMAT = 1
HEAD = "lernfaden.json"
TABLES = "tables/"
FILES = "files/"
PRIVATE = 0o600


def add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Writes a small file."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), PRIVATE
    archive.addfile(entry, io.BytesIO(content))


def add_stream(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    """Writes a file of any size from its beginning."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, io.SEEK_END), PRIVATE
    content.seek(0)
    archive.addfile(entry, content)


def head(archive: tarfile.TarFile) -> dict[str, Any]:
    """What the file says of itself. Errors: CommandError when it is not one of ours."""
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == HEAD else None
    if content is None:
        raise CommandError("this file is no backup of Lernfaden.")
    said: dict[str, Any] = json.load(content)
    if said.get("format") != FORMAT:
        raise CommandError("a newer release of Lernfaden wrote this backup; restore it with that.")
    return said


def members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    """Names and contents in the order in which they were written; links and the like are not
    read, because a file from elsewhere must not write outside of the data directory."""
    for entry in archive:
        content = archive.extractfile(entry) if entry.isreg() else None
        if content is not None:
            yield entry.name, content


def destination(data_dir: Path, name: str) -> Path:
    """Where a member of `files/` belongs. Errors: CommandError for a name that leads outside."""
    inner = PurePosixPath(name.removeprefix(FILES))
    if inner.is_absolute() or ".." in inner.parts:
        raise CommandError(f"this backup is damaged: it holds a file named {name!r}.")
    return data_dir.joinpath(*inner.parts)

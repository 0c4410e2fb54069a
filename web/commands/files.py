"""The files beside the database: which of them a backup holds, and how they come back."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from domain import storage

from .archive import FILES, PRIVATE
from .failure import CommandError, said_as
from .seal import Sealed

LEFT_OUT = ("packed", "bench.json", "incoming", storage.FOLDER)
"""What a start or a run makes anew, what nobody waits for after one, and what the store has, which
is asked for itself: beside an S3 an old folder may lie."""
_SQLITE = b"SQLite format 3\0"


def kept(data_dir: Path) -> list[Path]:
    """What lies in the data directory but for databases (the rows are saved, and beside
    PostgreSQL an old one may lie), what is left out, and unfinished files."""
    files = [
        path
        for path in sorted(data_dir.rglob("*"))
        if path.is_file() and not _is_passing(path.relative_to(data_dir))
    ]
    databases = {path for path in files if _is_database(path)}
    return [path for path in files if not _is_of_any(path, databases)]


class Arriving:
    """Files of a backup, held back until the rows are stored.

    Shape: `folder` is on the data directory's disk, and for them alone.
    """

    def __init__(self, data_dir: Path, folder: Path) -> None:
        self._data_dir, self._folder = data_dir, folder
        self._databases = {path for path in data_dir.rglob("*") if _is_database(path)}
        self._places: list[tuple[Path, Path]] = []

    def hold(self, name: str, content: Sealed) -> None:
        """Errors: CommandError for a name that leads outside, and for a database, which would be
        put over the open one."""
        place = self._place(name)
        held = self._folder / str(len(self._places))
        hold(content, held)
        if _is_database(held) or _is_of_any(place, self._databases) or place.is_dir():
            raise CommandError(f"this backup is damaged: {name!r} should not be in it.")
        self._places.append((held, place))

    def put_in_place(self) -> None:
        """Errors: CommandError, some are where they belong and some not."""
        for held, place in self._places:
            with said_as(f"all rows are back, but {place} cannot be written; restore again"):
                place.parent.mkdir(parents=True, exist_ok=True)
                # Also onto another disk.
                shutil.move(held, place)

    def _place(self, name: str) -> Path:
        inner = PurePosixPath(name.removeprefix(FILES))
        if inner.is_absolute() or ".." in inner.parts or not inner.parts:
            raise CommandError(f"this backup is damaged: it holds a file named {name!r}.")
        return self._data_dir.joinpath(*inner.parts)


def hold(content: Sealed, path: Path) -> None:
    """Has it on the disk, where only its owner reads it."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with os.fdopen(number, "wb") as file:
        file.writelines(content.chunks())
        file.flush()
        os.fsync(number)


def _is_passing(inner: Path) -> bool:
    return inner.parts[0] in LEFT_OUT or any(part.startswith(".") for part in inner.parts)


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as content:
        return content.read(len(_SQLITE)) == _SQLITE


def _is_of_any(path: Path, databases: set[Path]) -> bool:
    """Whether it is one of these databases, or one of the files that SQLite and we lay beside."""
    return any(path.with_name(name) in databases for name in _owners(path.name))


def _owners(name: str) -> Iterator[str]:
    """What a database is called whose log, lock or the like could have this name."""
    yield name
    yield from (name[:place] for place, sign in enumerate(name) if place and sign in "-.")

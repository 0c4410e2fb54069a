"""Files in a folder, for an instance that has nothing else."""

import errno
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime
from pathlib import Path

from domain.storage import disk, threads
from domain.storage.store import PART_BYTES, Kept, Missing, place

_UNFINISHED = ".part"


class Folder:
    """Shape: below root a folder for the first two letters of a key, in it the key as name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, source: Path) -> None:
        await threads.run(self._put, self._path(key), source)

    async def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        path = self._path(key)
        while end is None or start < end:
            most = PART_BYTES if end is None else min(PART_BYTES, end - start)
            part = await threads.run(_part, path, start, most)
            if not part:
                return
            yield part
            start += len(part)

    async def size(self, key: str) -> int:
        return await threads.run(_size, self._path(key))

    async def remove(self, keys: Collection[str]) -> None:
        await threads.run(self._remove, [self._path(key) for key in keys])

    async def listed(self) -> list[Kept]:
        return await threads.run(self._listed)

    def link(self, key: str, disposition: str, kind: str, seconds: int) -> str | None:
        return None

    def where(self) -> str:
        return f"the folder {self._root.resolve()}"

    async def check(self) -> str:
        await threads.run(self._check)
        return "files"

    def _path(self, key: str) -> Path:
        return self._root / place(key)

    def _put(self, path: Path, source: Path) -> None:
        with disk.told():
            path.parent.mkdir(parents=True, exist_ok=True)
            _keep(source)
            try:
                source.replace(path)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                _copy(source, path)
            _keep(path.parent)

    def _remove(self, paths: list[Path]) -> None:
        with disk.told():
            for path in paths:
                path.unlink(missing_ok=True)

    def _listed(self) -> list[Kept]:
        with disk.told():
            paths = sorted(self._root.glob("??/*"), key=lambda path: path.name)
            found = [_kept(path) for path in paths if path.suffix != _UNFINISHED]
            return [file for file in found if file]

    def _check(self) -> None:
        """Choice: where no file has made the folder yet, the one around it tells."""
        if not self._root.exists():
            return
        with disk.told():
            handle, name = tempfile.mkstemp(prefix=".health-", dir=self._root)
            try:
                os.write(handle, b"well")
            finally:
                os.close(handle)
                Path(name).unlink()


def _keep(path: Path) -> None:
    """Has it on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(source: Path, path: Path) -> None:
    """From another file system, and in place in one piece."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    shutil.copyfile(source, unfinished)
    _keep(unfinished)
    unfinished.replace(path)


def _part(path: Path, start: int, most: int) -> bytes:
    with disk.told():
        try:
            with path.open("rb") as file:
                file.seek(start)
                return file.read(most)
        except FileNotFoundError as error:
            raise Missing(path.name) from error


def _size(path: Path) -> int:
    with disk.told():
        try:
            return path.stat().st_size
        except FileNotFoundError as error:
            raise Missing(path.name) from error


def _kept(path: Path) -> Kept | None:
    """None for what was removed since its name was read."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Kept(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

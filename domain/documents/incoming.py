"""What comes in: a file on its way here lies on this machine's disk, never whole in memory."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from domain import clock, settings
from domain.documents import allowed, cleaning, filename
from domain.documents.allowed import Allowed
from domain.documents.document import SIZE_MOST, NewDocument
from domain.errors import Invalid
from domain.storage import disk, threads

FOLDER = "incoming"
PATIENCE_SECONDS = 3600.0
"""Longer than any file is on its way."""
WRITTEN_BYTES = 512 * 1024
"""As much as is gathered before it is written."""


class TooLarge(Invalid):
    """More than a document may have. Rule: D3."""

    def __init__(self) -> None:
        super().__init__("files", "too_large_file", most=SIZE_MOST)


class Empty(Invalid):
    """A file in which nothing is."""

    def __init__(self) -> None:
        super().__init__("files", "empty_file")


class Incoming:
    """One file as it comes. Its kind is asked as soon as enough of it is there."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self.size = 0
        self._file = file
        self._waiting: list[bytes] = []
        self._written_bytes = 0
        self._digest = hashlib.sha256()
        self._head = bytearray()

    async def add(self, part: bytes) -> None:
        """Errors: TooLarge, NotAllowed, StorageAway."""
        self.size += len(part)
        if self.size > SIZE_MOST:
            raise TooLarge
        if len(self._head) < allowed.HEAD_BYTES:
            self._head += part[: allowed.HEAD_BYTES - len(self._head)]
            if len(self._head) >= allowed.HEAD_BYTES:
                allowed.of_head(bytes(self._head))
        self._waiting.append(part)
        if self.size - self._written_bytes >= WRITTEN_BYTES:
            await self._write()

    async def whole(self, sent_name: str) -> NewDocument:
        """What it is, once all of it is there and a picture is clean.

        Errors: Empty, NotAllowed, StorageAway; for a picture as cleaning.clean().
        """
        if not self.size:
            raise Empty
        kind = await threads.run(allowed.of, await self.kept())
        becomes = kind if kind.kind not in cleaning.BECOMES else await self._clean(kind)
        name = filename.kept(sent_name, kind, becomes)
        return NewDocument(name, becomes.kind, self.size, self._digest.hexdigest())

    async def kept(self) -> Path:
        """Where all that came lies. Errors: StorageAway."""
        await self._write()
        return self.path

    async def _clean(self, sent: Allowed) -> Allowed:
        """As what it is kept. Shape: size and digest are the clean one's from here on."""
        clean = await cleaning.clean(self.path, sent.kind, SIZE_MOST)
        with disk.told():
            self.size, self._digest = await threads.run(_taken, clean, self.path)
        return allowed.by_kind(cleaning.BECOMES[sent.kind])

    async def _write(self) -> None:
        parts, self._waiting, self._written_bytes = self._waiting, [], self.size
        with disk.told():
            await threads.run(self._put, parts)

    def _put(self, parts: list[bytes]) -> None:
        """As they came: joined they would be copied once more."""
        for part in parts:
            self._digest.update(part)
            self._file.write(part)


@asynccontextmanager
async def receiving() -> AsyncIterator[Incoming]:
    """A file, gone when the block ends unless the store took it. Errors: StorageAway."""
    folder = settings.current().data_dir / FOLDER
    path = folder / str(uuid4())
    with disk.told():
        file = await threads.run(_opened, path)
    try:
        yield Incoming(path, file)
    finally:
        await threads.run(_ended, path, file)


def clean() -> None:
    """Removes what a killed process left here, which nobody waits for.

    Choice: when a process begins to serve, for only this machine knows of it.
    """
    before = clock.now().timestamp() - PATIENCE_SECONDS
    for path in (settings.current().data_dir / FOLDER).glob("*"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


def _opened(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("xb", buffering=0)


def _taken(clean: Path, path: Path) -> tuple[int, "hashlib._Hash"]:
    """Puts it in place of what was sent."""
    clean.replace(path)
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256")


def _ended(path: Path, file: IO[bytes]) -> None:
    file.close()
    for each in (path, cleaning.beside(path)):
        each.unlink(missing_ok=True)

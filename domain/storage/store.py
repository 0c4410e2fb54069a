"""A store: where files are kept, each whole under a key and never changed."""

import re
from collections.abc import AsyncIterator, Collection
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from domain.errors import Conflict, Unstored

PART_BYTES = 256 * 1024
"""As much of a file as is in memory at a time."""
_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{3,79}")


class StorageAway(Unstored):
    """Files can neither be kept nor read at the moment. Shape: why, for an operator; no secret."""


class Missing(Exception):
    """There is no file under this key."""


class Damaged(Conflict):
    """What lies under this key is not what was put there."""


class Needed(NamedTuple):
    """A file as it was put there. Units: bytes."""

    key: str
    size: int
    sha256: str


class Kept(NamedTuple):
    """A file as the store knows it. Units: bytes."""

    key: str
    size: int
    changed_at: datetime


class Store(Protocol):
    """One of two: a folder, or an S3. Errors of all: StorageAway."""

    async def put(self, key: str, source: Path) -> None:
        """Keeps what lies there, whole or not at all, so that it outlives a power cut.

        Shape: the source may be gone afterwards.
        """

    def read(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from start up to but without end, some at a time. Errors: Missing."""

    async def size(self, key: str) -> int:
        """Units: bytes. Errors: Missing."""

    async def remove(self, keys: Collection[str]) -> None:
        """What is not there is removed as well."""

    async def listed(self) -> list[Kept]:
        """Everything, in the order of the keys."""

    def link(self, key: str, disposition: str, kind: str, seconds: int) -> str | None:
        """Where a browser may fetch it for so long; None where it must ask us."""

    def where(self) -> str:
        """In words for an operator, without what is secret."""

    async def check(self) -> str:
        """Shape: in words what answers."""


def checked(key: str) -> str:
    """Errors: ValueError, for what could lead elsewhere."""
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError("not a key")
    return key


def place(key: str) -> PurePosixPath:
    """Where it lies in a folder: in one for the first two letters. Errors: ValueError."""
    return PurePosixPath(checked(key)[:2], key)

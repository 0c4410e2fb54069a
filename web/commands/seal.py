"""A seal: by which one sees that bytes are as they were written."""

import hashlib
from collections.abc import Iterator
from gzip import GzipFile
from typing import IO, NamedTuple

_CHUNK_BYTES = 1 << 16


class Seal(NamedTuple):
    """Shape: how many lines (a table's are its rows) and bytes, and their SHA-256 in hex."""

    lines: int
    bytes: int
    sha256: str


class Sealing:
    """Sees bytes pass."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._lines_count = self._bytes_count = 0

    def see(self, part: bytes) -> None:
        self._digest.update(part)
        self._lines_count += part.count(b"\n")
        self._bytes_count += len(part)

    @property
    def seal(self) -> Seal:
        """Of what has passed until now."""
        return Seal(self._lines_count, self._bytes_count, self._digest.hexdigest())


class Sealed(Sealing):
    """A file that is read once, by lines or in chunks."""

    def __init__(self, content: IO[bytes]) -> None:
        super().__init__()
        self._content = content

    def lines(self) -> Iterator[bytes]:
        for line in self._content:
            self.see(line)
            yield line

    def chunks(self) -> Iterator[bytes]:
        for chunk in chunks(self._content):
            self.see(chunk)
            yield chunk

    def read_to_end(self) -> None:
        """Sees what nobody has read."""
        for _ in self.chunks():
            pass


def chunks(content: IO[bytes] | GzipFile) -> Iterator[bytes]:
    """What is left of a file."""
    while chunk := content.read(_CHUNK_BYTES):
        yield chunk


def of(content: IO[bytes]) -> Seal:
    """Of a file from where it is read to its end."""
    sealed = Sealed(content)
    sealed.read_to_end()
    return sealed.seal

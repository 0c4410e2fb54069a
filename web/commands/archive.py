"""One file that holds a whole instance: every row as a line of JSON, and the files beside it.

Shape: a tar compressed with gzip, which any machine can look into: `lernfaden.json` (which
release's tables these are, and the SHA-256 of all that follows), `tables/NAME.jsonl` in the order
in which they can be written, and `files/…` from the data directory, the keys among them.
"""

import gzip
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from .failure import CommandError, said_as
from .seal import Seal, Sealed, chunks

FORMAT = 2
HEAD = "lernfaden.json"
TABLES = "tables/"
FILES = "files/"
PRIVATE = 0o600


class Head(NamedTuple):
    """What the file says of itself. Shape: members by their names, in their order."""

    migrations: list[str]
    made_at: str
    members: dict[str, Seal]


def table(name: str) -> str:
    """What a table's member is called."""
    return f"{TABLES}{name}.jsonl"


def line(row: Mapping[str, Any]) -> bytes:
    """A row as it lies in its table's member."""
    return json.dumps(row).encode() + b"\n"


def write(path: Path, head: Head, folder: Path) -> None:
    """Writes what lies in a folder under the names of the members."""
    with tarfile.open(path, "w:gz") as target:
        members = {name: seal._asdict() for name, seal in head.members.items()}
        said = {"format": FORMAT, **head._asdict(), "members": members}
        _add(target, HEAD, io.BytesIO(json.dumps(said, indent=2).encode()))
        for name in head.members:
            with (folder / name).open("rb") as content:
                _add(target, name, content)


def check(path: Path) -> Head:
    """Reads it all. Errors: CommandError, it is not one of ours, or not as it was written."""
    with said_as(f"{path} cannot be read"), reading(path) as (head, members):
        for _ in members:
            pass
        return head


@contextmanager
def reading(path: Path) -> Iterator[tuple[Head, Iterator[tuple[str, Sealed]]]]:
    """What the file says of itself, and its members in their order, each to be read before the
    next; only at their end it is known that they are as they were written.

    Errors: CommandError, also from the members; whatever damaged bytes bring out.
    """
    with gzip.open(path) as whole, tarfile.open(fileobj=whole, mode="r|") as source:
        head = _head(source)
        yield head, _members(source, whole, head)


def _add(target: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = content.seek(0, io.SEEK_END), PRIVATE
    content.seek(0)
    target.addfile(member, content)


def _head(source: tarfile.TarFile) -> Head:
    first = source.next()
    content = source.extractfile(first) if first and first.name == HEAD else None
    if content is None:
        raise CommandError("this file is no backup of Lernfaden.")
    said = json.load(content)
    if said.pop("format") != FORMAT:
        raise CommandError("another release of Lernfaden wrote this backup; restore it with that.")
    members = {name: Seal(**seal) for name, seal in said.pop("members").items()}
    return Head(**said, members=members)


def _members(
    source: tarfile.TarFile, whole: gzip.GzipFile, head: Head
) -> Iterator[tuple[str, Sealed]]:
    expected = iter(head.members.items())
    while member := source.next():
        name, seal = next(expected, ("", None))
        sealed = Sealed(_content(source, member, name))
        yield name, sealed
        sealed.read_to_end()
        if sealed.seal != seal:
            raise CommandError(f"this backup is damaged: {name} is not as it was written.")
    if missing := next(expected, None):
        raise CommandError(f"this backup is damaged: {missing[0]} is missing.")
    # The checksum of the whole stands behind its last byte.
    for _ in chunks(whole):
        pass


def _content(source: tarfile.TarFile, member: tarfile.TarInfo, expected: str) -> IO[bytes]:
    # Links and the like are never written.
    is_ours = member.isreg() and member.name == expected
    content = source.extractfile(member) if is_ours else None
    if content is None:
        raise CommandError(f"this backup is damaged: {member.name!r} should not be there.")
    return content

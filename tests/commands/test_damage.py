"""A damaged backup is refused in a sentence, and nothing has changed: neither a row nor a key.

What is accepted has to be in the database exactly as it was saved.
"""

import gzip
import json
import random
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from domain import database, settings
from domain.settings import Settings
from tests.commands.program import succeed
from tests.domain.test_backup import everything
from web.commands import archive, seal
from web.commands.archive import Head
from web.commands.failure import CommandError
from web.commands.restore import restore

SEED = 26
FLIPS, CUTS = 40, 10
"""On each kind of database others: what is damaged is refused before any is written to."""
SQLITE = b"SQLite format 3\0"

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Saved:
    """A backup of the demo world, packed and unpacked."""

    path: Path
    folder: Path

    @property
    def rows(self) -> Rows:
        return {
            path.stem: [json.loads(line) for line in path.read_bytes().splitlines()]
            for path in (self.folder / "tables").iterdir()
        }

    @property
    def files(self) -> dict[str, bytes]:
        return lying(self.folder / "files")


@dataclass
class Instance:
    """Where it is to be restored: an instance with a key of its own, and what it holds now."""

    chosen: Settings
    rows: Rows

    @property
    def files(self) -> dict[str, bytes]:
        return lying(self.chosen.data_dir)

    async def accepts(self, path: Path, saved: Saved) -> bool:
        """Whether it takes a file; either way it holds what it should after that."""
        files = self.files
        try:
            await restore(self.chosen, path, is_forced=True)
        except CommandError as error:
            assert "\n" not in str(error)
            assert await everything() == self.rows
            assert self.files == files
            return False
        self.rows = await everything()
        assert self.rows == saved.rows
        assert self.files == files | saved.files
        return True


def lying(folder: Path) -> dict[str, bytes]:
    """The files in a folder and those within, by where they are."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    folder = tmp_path_factory.mktemp("saved")
    succeed(folder / "data", "demo")
    succeed(folder / "data", "backup", str(folder / "good.tar.gz"))
    with tarfile.open(folder / "good.tar.gz") as source:
        source.extractall(folder / "unpacked", filter="data")
    return Saved(folder / "good.tar.gz", folder / "unpacked")


@pytest.fixture
async def instance(database_url: str, world: object, tmp_path: Path) -> Instance:
    data_dir = tmp_path / "instance"
    data_dir.mkdir()
    (data_dir / "secret-key").write_text("this instance's own key")
    chosen = replace(settings.current(), database_url=database_url, data_dir=data_dir)
    settings.use(chosen)
    return Instance(chosen, await everything())


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        (tmp_path / "damaged.tar.gz").write_bytes(content)
        return tmp_path / "damaged.tar.gz"

    return write


def chances() -> random.Random:
    return random.Random(f"{SEED} {database.dialect()}")


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """With one bit the other way."""
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def flips(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Single bits, over all of it, and more of them where it begins and ends."""
    ends = [*range(0, 24, 4), *range(len(content) - 12, len(content), 3)]
    for place in [*ends, *(chance.randrange(len(content)) for _ in range(FLIPS))]:
        yield flipped(content, place, chance.randrange(8))


def cuts(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Its end, some bytes or a line are missing."""
    for _ in range(CUTS):
        place = chance.randrange(len(content))
        yield content[:place]
        yield content[:place] + content[place + chance.randrange(1, 2000) :]
        end = content.find(b"\n", place) + 1
        yield content[:end] + content[content.find(b"\n", end) + 1 :]


async def test_it_comes_back_as_it_was(instance: Instance, saved: Saved) -> None:
    assert await instance.accepts(saved.path, saved)


async def test_flipped_bits_and_cuts_of_the_file_are_never_taken_for_what_was_saved(
    instance: Instance, saved: Saved, damaged: Callable[[bytes], Path]
) -> None:
    chance, good = chances(), saved.path.read_bytes()
    found = [
        await instance.accepts(damaged(bad), saved)
        for bad in [*flips(good, chance), *cuts(good, chance)]
        if bad != good
    ]
    # The name and the hour in gzip's head say nothing about the content.
    assert found.count(True) <= 6


async def test_flipped_bits_and_cuts_under_a_whole_checksum_are_refused(
    instance: Instance, saved: Saved, damaged: Callable[[bytes], Path]
) -> None:
    """As a disk that fails before the file is packed leaves it."""
    chance, good = chances(), gzip.decompress(saved.path.read_bytes())
    found = [
        await instance.accepts(damaged(gzip.compress(bad, 1)), saved)
        for bad in [*flips(good, chance), *cuts(good, chance)]
        if bad != good
    ]
    # Between members there is nothing but padding.
    assert found.count(True) < len(found) / 10


def forged(saved: Saved, folder: Path, change: Callable[[Path], object]) -> Path:
    """A backup that somebody has changed, with a head that says so."""
    shutil.copytree(saved.folder, folder)
    change(folder)
    said = json.loads((folder / archive.HEAD).read_text())
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != archive.HEAD]
    names = {path.relative_to(folder).as_posix(): path for path in found}
    members = {}
    for name in [*(known for known in said["members"] if known in names), *sorted(names)]:
        with names[name].open("rb") as content:
            members[name] = seal.of(content)
    archive.write(folder / "forged.tar.gz", Head(said["migrations"], "", members), folder)
    return folder / "forged.tar.gz"


def first_row(table: str, **values: object) -> Callable[[Path], object]:
    """Changes its first row; `None` takes a column away."""

    def change(folder: Path) -> None:
        path = folder / archive.table(table)
        row, *others = path.read_bytes().splitlines(keepends=True)
        kept = {**json.loads(row), **values}
        kept = {name: value for name, value in kept.items() if value is not None}
        path.write_bytes(b"".join([archive.line(kept), *others]))

    return change


def counts(folder: Path) -> None:
    """One credit more of what is free, one less of what is spent."""
    row = json.loads((folder / "tables/packages.jsonl").read_text().splitlines()[0])
    changed = {"free_count": row["free_count"] + 1, "spent_count": row["spent_count"] - 1}
    first_row("packages", **changed)(folder)


def put(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


FORGERIES: dict[str, Callable[[Path], object]] = {
    "a table is missing": lambda folder: (folder / "tables/accounts.jsonl").unlink(),
    "all entries are missing": put("tables/entries.jsonl", b""),
    "a total is another": counts,
    "a column is missing": first_row("profiles", colour=None),
    "a column is not ours": first_row("profiles", shoe_size=37),
    "an id is none": first_row("families", id="Nadia"),
    "an hour is none": first_row("families", created_at="at noon"),
    "a number is a list": first_row("profiles", colour=[]),
    "a text holds a NUL and a half": first_row("families", name="\0\ud800"),
    "a row is no object": put("tables/families.jsonl", b"7\n"),
    "a row is no JSON": put("tables/families.jsonl", b"{\n"),
    "a row is no text": put("tables/families.jsonl", b"\xff\n"),
    "a row is a thousand levels deep": put("tables/families.jsonl", b"[" * 100_000 + b"\n"),
    "a database is in it": put("files/lernfaden.sqlite", SQLITE),
    "a database by another name is in it": put("files/notes.txt", SQLITE),
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_backup_that_contradicts_itself_is_refused(
    instance: Instance, saved: Saved, tmp_path: Path, forgery: str
) -> None:
    path = forged(saved, tmp_path / "forged", FORGERIES[forgery])
    assert not await instance.accepts(path, saved)


async def test_a_key_that_was_exchanged_is_refused(
    instance: Instance, saved: Saved, tmp_path: Path
) -> None:
    """Of the same length, in a file whose own checksum is right: only its seal tells."""
    folder = tmp_path / "exchanged"
    shutil.copytree(saved.folder, folder)
    key = folder / "files/secret-key"
    key.write_bytes(key.read_bytes()[::-1])
    archive.write(folder / "exchanged.tar.gz", archive.check(saved.path), folder)
    assert not await instance.accepts(folder / "exchanged.tar.gz", saved)


async def test_what_lies_beside_an_open_database_is_not_replaced(
    instance: Instance, saved: Saved, tmp_path: Path
) -> None:
    (instance.chosen.data_dir / "lernfaden.sqlite").write_bytes(SQLITE)
    path = forged(saved, tmp_path / "forged", put("files/lernfaden.sqlite-wal", b"log"))
    assert not await instance.accepts(path, saved)


@pytest.mark.parametrize(
    "name",
    [
        "../../outside",
        "/outside",
        "a/../../outside",
        ".",
        "documents/../outside",
        "documents/aa/b0b0",
    ],
)
async def test_a_file_that_leads_outside_is_refused(
    instance: Instance, saved: Saved, tmp_path: Path, name: str
) -> None:
    with tarfile.open(saved.path) as good:
        said = json.load(good.extractfile(archive.HEAD))  # type: ignore[arg-type]
        said["members"][f"files/{name}"] = seal.of(BytesIO())._asdict()
        with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as evil:
            head = json.dumps(said).encode()
            entry = tarfile.TarInfo(archive.HEAD)
            entry.size = len(head)
            evil.addfile(entry, BytesIO(head))
            for each in good.getmembers()[1:]:
                evil.addfile(each, good.extractfile(each))
            evil.addfile(tarfile.TarInfo(f"files/{name}"), BytesIO())
    assert not await instance.accepts(tmp_path / "evil.tar.gz", saved)
    assert not list(tmp_path.parent.glob("**/outside"))

"""What was backed up comes back, on the same kind of database or the other."""

import io
import re
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from tests.commands.program import run, serving, succeed
from tests.conftest import new_postgres
from tests.waiting import eventually


def tables(archive: Path) -> dict[str, bytes]:
    """The rows in a backup, by table."""
    with tarfile.open(archive) as opened:
        named = [name for name in opened.getnames() if name.startswith("tables/")]
        return {name: read(opened, name) for name in named}


def read(archive: tarfile.TarFile, name: str) -> bytes:
    content = archive.extractfile(name)
    assert content is not None
    return content.read()


def triggers(data: Path) -> list[tuple[str, str]]:
    """What guards a SQLite database."""
    with closing(sqlite3.connect(data / "lernfaden.sqlite")) as opened:
        found = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return sorted(found.fetchall())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of an instance with the demo world in SQLite."""
    data = tmp_path_factory.mktemp("world")
    succeed(data, "demo")
    return data


def test_sqlite_comes_back_with_every_row_file_and_guard(world: Path, tmp_path: Path) -> None:
    succeed(world, "backup", str(tmp_path / "first.tar.gz"))
    succeed(tmp_path / "new", "restore", str(tmp_path / "first.tar.gz"))
    succeed(tmp_path / "new", "backup", str(tmp_path / "second.tar.gz"))
    first = tables(tmp_path / "first.tar.gz")
    assert first == tables(tmp_path / "second.tar.gz")
    assert len([rows for rows in first.values() if rows]) > 10
    assert triggers(world) == triggers(tmp_path / "new")
    assert (world / "secret-key").read_text() == (tmp_path / "new/secret-key").read_text()
    assert (tmp_path / "new/secret-key").stat().st_mode & 0o077 == 0


async def test_sqlite_comes_back_as_postgresql_and_as_sqlite_again(
    world: Path, tmp_path: Path, postgres_url: str
) -> None:
    url = await new_postgres(postgres_url, "restored")
    succeed(world, "backup", str(tmp_path / "first.tar.gz"))
    succeed(tmp_path / "there", "restore", str(tmp_path / "first.tar.gz"), database_url=url)
    succeed(tmp_path / "there", "backup", str(tmp_path / "second.tar.gz"), database_url=url)
    succeed(tmp_path / "back", "restore", str(tmp_path / "second.tar.gz"))
    succeed(tmp_path / "back", "backup", str(tmp_path / "third.tar.gz"))
    first = tables(tmp_path / "first.tar.gz")
    assert first == tables(tmp_path / "second.tar.gz")
    assert first == tables(tmp_path / "third.tar.gz")
    connection = await asyncpg.connect(url)
    resting = await connection.fetchval("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
    await connection.close()
    assert resting == 0


def test_a_database_with_rows_is_only_replaced_by_force(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "other"
    succeed(data, "demo")
    succeed(data, "backup", str(tmp_path / "mine.tar.gz"))
    succeed(world, "backup", str(tmp_path / "theirs.tar.gz"))
    refused = run(data, "restore", str(tmp_path / "theirs.tar.gz"))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "--force" in refused.stderr
    succeed(data, "backup", str(tmp_path / "still.tar.gz"))
    assert tables(tmp_path / "still.tar.gz") == tables(tmp_path / "mine.tar.gz")
    succeed(data, "restore", "--force", str(tmp_path / "theirs.tar.gz"))
    succeed(data, "backup", str(tmp_path / "now.tar.gz"))
    assert tables(tmp_path / "now.tar.gz") == tables(tmp_path / "theirs.tar.gz")


def test_an_instance_that_only_ran_is_replaced_without_force(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "new"
    succeed(world, "backup", str(tmp_path / "first.tar.gz"))
    with serving(data), closing(sqlite3.connect(data / "lernfaden.sqlite")) as opened:
        eventually(lambda: opened.execute("SELECT count(*) FROM outbox").fetchone()[0])
    succeed(data, "restore", str(tmp_path / "first.tar.gz"))
    succeed(data, "backup", str(tmp_path / "second.tar.gz"))
    assert tables(tmp_path / "first.tar.gz") == tables(tmp_path / "second.tar.gz")


def test_nothing_is_restored_under_a_server_that_runs(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "new"
    succeed(world, "backup", str(tmp_path / "theirs.tar.gz"))
    with serving(data):
        key = (data / "secret-key").read_text()
        refused = run(data, "restore", "--force", str(tmp_path / "theirs.tar.gz"))
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
        assert f"another Lernfaden serves from {data}; stop it first" in refused.stderr
        assert (data / "secret-key").read_text() == key
    succeed(data, "restore", str(tmp_path / "theirs.tar.gz"))


def test_a_backup_is_private_and_never_written_over_another(world: Path, tmp_path: Path) -> None:
    succeed(world, "backup", str(tmp_path / "first.tar.gz"))
    assert (tmp_path / "first.tar.gz").stat().st_mode & 0o077 == 0
    again = run(world, "backup", str(tmp_path / "first.tar.gz"))
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["first.tar.gz"]


def test_a_file_that_is_no_backup_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "no.tar.gz").write_bytes(b"Lernfaden")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("readme"), io.BytesIO())
    for name in ("no.tar.gz", "other.tar.gz", "missing.tar.gz"):
        refused = run(tmp_path / "data", "restore", str(tmp_path / name))
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr


async def test_beside_postgresql_no_old_database_is_taken_along(
    world: Path, tmp_path: Path, postgres_url: str
) -> None:
    """As after moving from SQLite: put back, it would lie over the open one."""
    data = tmp_path / "moved"
    shutil.copytree(world, data)
    shutil.copy(data / "lernfaden.sqlite", data / "lernfaden.sqlite.old")
    (data / "lernfaden.sqlite-wal").write_bytes(b"log")
    (data / "mail").mkdir()
    (data / "mail/letter.eml").write_text("Hello")
    url = await new_postgres(postgres_url, "moved")
    succeed(data, "demo", database_url=url)
    succeed(data, "backup", str(tmp_path / "moved.tar.gz"), database_url=url)
    with tarfile.open(tmp_path / "moved.tar.gz") as opened:
        named = opened.getnames()
    assert len([name for name in named if name.startswith("files/documents/")]) >= 2
    files = [name for name in named if re.match(r"files/(?!documents/)", name)]
    assert files == ["files/mail/letter.eml", "files/secret-key", "files/vapid-private-key"]


def test_a_database_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/lernfaden.sqlite").write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)
    refused = run(tmp_path / "data", "backup", str(tmp_path / "new.tar.gz"))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]

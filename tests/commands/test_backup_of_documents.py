"""Files of documents come along and back, out of a folder and out of an S3."""

import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.commands.program import run, succeed
from tests.gateway import Gateway
from tests.rules import rule
from tests.servers import free_port


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of an instance with the demo world, its files in a folder."""
    data = tmp_path_factory.mktemp("world")
    succeed(data, "demo")
    return data


def members(archive: Path) -> dict[str, bytes]:
    """What lies in a backup, but for its head, which says when it was made."""
    with tarfile.open(archive) as opened:
        contents = {name: opened.extractfile(name) for name in opened.getnames()}
        found = {name: content.read() for name, content in contents.items() if content}
    return {name: content for name, content in found.items() if name != "lernfaden.json"}


def documents(archive: Path) -> dict[str, bytes]:
    start = "files/documents/"
    found = members(archive).items()
    return {name.removeprefix(start): content for name, content in found if name.startswith(start)}


def lying(data: Path) -> dict[str, bytes]:
    """What lies in the folder of an instance."""
    found = [path for path in (data / "documents").rglob("*") if path.is_file()]
    return {str(path.relative_to(data / "documents")): path.read_bytes() for path in found}


@rule("D3")
def test_files_go_from_a_folder_to_an_s3_and_back_to_a_folder(
    world: Path, tmp_path: Path, s3_gateway: Gateway
) -> None:
    s3 = s3_gateway.url(f"b{uuid4().hex}")
    archives = [tmp_path / f"{number}.tar.gz" for number in range(3)]
    succeed(world, "backup", str(archives[0]))
    succeed(tmp_path / "there", "restore", str(archives[0]), s3_url=s3)
    assert lying(tmp_path / "there") == {}
    succeed(tmp_path / "there", "backup", str(archives[1]), s3_url=s3)
    succeed(tmp_path / "back", "restore", str(archives[1]))
    succeed(tmp_path / "back", "backup", str(archives[2]))
    first, second, third = map(members, archives)
    assert first == second == third
    assert len(lying(world)) >= 2
    assert lying(world) == documents(archives[1]) == lying(tmp_path / "back")


@rule("D3")
def test_beside_an_s3_no_old_folder_is_taken_along(
    world: Path, tmp_path: Path, s3_gateway: Gateway
) -> None:
    s3 = s3_gateway.url(f"b{uuid4().hex}")
    data = tmp_path / "moved"
    shutil.copytree(world, data)
    done = run(data, "backup", str(tmp_path / "new.tar.gz"), s3_url=s3)
    assert done.returncode == 0
    assert documents(tmp_path / "new.tar.gz") == {}
    assert done.stderr.count(" is missing: ") == len(lying(world))


@rule("D3")
def test_only_what_the_database_names_is_taken(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    strange = data / "documents/00" / f"00{uuid4().hex}"
    strange.parent.mkdir(exist_ok=True)
    strange.write_bytes(b"nobody's")
    with closing(sqlite3.connect(data / "lernfaden.sqlite")) as opened, opened:
        first, second = opened.execute("SELECT id FROM documents ORDER BY id LIMIT 2").fetchall()
        opened.execute("UPDATE documents SET stored_at = NULL, told_at = NULL WHERE id = ?", first)
        opened.execute(
            'UPDATE documents SET removed_at = stored_at, removed_by = "by",'
            " purged_at = stored_at WHERE id = ?",
            second,
        )
    succeed(data, "backup", str(tmp_path / "new.tar.gz"))
    left_out = {f"{id[:2]}/{id}" for (id,) in (first, second)}
    assert documents(tmp_path / "new.tar.gz").keys() == lying(world).keys() - left_out


@rule("D3")
def test_what_the_store_lacks_is_named_and_the_rest_is_saved(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(world, data)
    lost, *rest = sorted(lying(data))
    (data / "documents" / lost).unlink()
    done = run(data, "backup", str(tmp_path / "new.tar.gz"))
    assert done.returncode == 0
    assert f"files/documents/{lost} is missing" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Warning: it is without 1 of the files")
    assert documents(tmp_path / "new.tar.gz").keys() == set(rest)
    succeed(tmp_path / "other", "restore", str(tmp_path / "new.tar.gz"))
    assert lying(tmp_path / "other").keys() == set(rest)


@rule("D3")
def test_while_the_storage_is_away_nothing_is_written_or_changed(
    world: Path, tmp_path: Path
) -> None:
    away = f"http://key:geheim@127.0.0.1:{free_port()}/documents"
    refused = run(world, "backup", str(tmp_path / "no.tar.gz"), s3_url=away)
    assert refused.returncode == 1
    assert "the storage of files does not answer" in refused.stderr
    assert not list(tmp_path.iterdir())
    succeed(world, "backup", str(tmp_path / "new.tar.gz"))
    data = tmp_path / "other"
    refused = run(data, "restore", str(tmp_path / "new.tar.gz"), s3_url=away)
    assert refused.returncode == 1
    assert "nothing has changed" in refused.stderr
    assert "geheim" not in refused.stderr
    succeed(data, "restore", str(tmp_path / "new.tar.gz"))

"""The doctor says where files lie, and finds those that are missing and those of nobody."""

import os
import shutil
import time
from pathlib import Path
from uuid import uuid4

import pytest

from tests.commands.program import run, succeed
from tests.gateway import SECRET, Gateway
from tests.rules import rule

ONLY = ("doctor", "--only", "storage")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("world")
    succeed(data, "demo")
    return data


@pytest.fixture
def data(world: Path, tmp_path: Path) -> Path:
    """An instance of the test's own."""
    made = tmp_path / "data"
    shutil.copytree(world, made)
    return made


def kept(data: Path) -> list[Path]:
    return sorted(path for path in (data / "documents").rglob("*") if path.is_file())


@rule("D3")
def test_a_folder_that_has_every_file_is_well(data: Path) -> None:
    said = succeed(data, *ONLY)
    assert (
        f"lie in the folder {data / 'documents'}; each document and agreement has its own." in said
    )


@rule("D3")
def test_files_that_are_missing_need_somebody(data: Path) -> None:
    lost = kept(data)[0]
    lost.unlink()
    done = run(data, *ONLY)
    assert done.returncode == 1
    assert (
        f"✗ Storage: documents or agreements lack their files in the folder {data / 'documents'} "
        in done.stdout
    )
    assert f"(1: {lost.name}): put them there again from a backup" in done.stdout


@rule("D3")
def test_files_that_are_damaged_are_named(data: Path) -> None:
    shorter, other, *_ = kept(data)
    shorter.write_bytes(shorter.read_bytes()[:-1])
    content = other.read_bytes()
    other.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    for words in (ONLY, (*ONLY, "--every-file")):
        done = run(data, *words)
        assert done.returncode == 1
        names = ", ".join(sorted((shorter.name, other.name)))
        assert f"✗ Storage: files are damaged in the folder {data / 'documents'} " in done.stdout
        assert f"(2: {names}): put them there again from a backup" in done.stdout


@rule("D3")
def test_it_says_how_many_files_were_read(data: Path) -> None:
    count = len([path for path in kept(data) if "-preview" not in path.name])
    said = succeed(data, *ONLY, "--every-file")
    assert f"{count} of {count} were read, and are what was put there." in said


@rule("D3")
def test_what_no_document_names_for_an_hour_is_said_and_no_harm(data: Path) -> None:
    young, *old = [data / "documents/00" / f"00{number}" for number in range(10, 18)]
    young.parent.mkdir(exist_ok=True)
    for path in (young, *old):
        path.write_bytes(b"nobody's")
    an_hour_ago = time.time() - 3700
    for path in old:
        os.utime(path, (an_hour_ago, an_hour_ago))
    said = succeed(data, *ONLY)
    names = ", ".join(path.name for path in old[:5])
    assert (
        f"what no document or agreement has named for an hour (7: {names}, …) may be deleted there"
        in said
    )


def test_an_s3_is_named_by_its_bucket_and_without_its_secret(
    data: Path, tmp_path: Path, s3_gateway: Gateway
) -> None:
    bucket = f"b{uuid4().hex}"
    s3 = s3_gateway.url(bucket)
    done = run(data, *ONLY, s3_url=s3)
    assert done.returncode == 1
    where = f"the bucket {bucket} of the S3 at {s3_gateway.origin}"
    assert (
        f"documents or agreements lack their files in {where} ({len(kept(data))}: " in done.stdout
    )
    succeed(data, "backup", str(tmp_path / "all.tar.gz"))
    succeed(data, "restore", "--force", str(tmp_path / "all.tar.gz"), s3_url=s3)
    said = succeed(data, *ONLY, s3_url=s3)
    assert f"lie in {where}; each document and agreement has its own." in said
    assert SECRET not in said + done.stdout + done.stderr


def test_without_the_database_nothing_is_compared(tmp_path: Path) -> None:
    assert "is not known before `lernfaden migrate`" in succeed(tmp_path, *ONLY)
    assert "is not known without the database" in succeed(
        tmp_path, *ONLY, database_url="postgres://me:geheim@127.0.0.1:1/lernfaden"
    )

"""A store keeps files whole, gives any part of them, and says when it is away: folder and S3."""

import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from domain import storage
from domain.storage import Missing, StorageAway, Store
from domain.storage.folder import Folder
from domain.storage.s3 import S3
from tests import gateway
from tests.gateway import Gateway
from tests.rules import rule

KINDS = ["folder", *(["s3"] if gateway.is_installed() else [])]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return Folder(tmp_path / "documents")
    made: Gateway = request.getfixturevalue("s3_gateway")
    return S3(made.url(f"b{uuid4().hex}"), None)


def file(folder: Path, content: bytes) -> Path:
    path = folder / uuid4().hex
    path.write_bytes(content)
    return path


async def whole(parts: AsyncIterator[bytes]) -> bytes:
    return b"".join([part async for part in parts])


@rule("D3")
async def test_what_was_put_is_read_whole_and_in_parts(store: Store, tmp_path: Path) -> None:
    content = os.urandom(700_001)
    await store.put("a1b2", file(tmp_path, content))
    assert hashlib.sha256(await whole(store.read("a1b2"))).digest() == (
        hashlib.sha256(content).digest()
    )
    assert await whole(store.read("a1b2", 10, 20)) == content[10:20]
    assert await whole(store.read("a1b2", 300_000)) == content[300_000:]
    assert await whole(store.read("a1b2", 700_000, 700_001)) == content[-1:]
    assert await whole(store.read("a1b2", 20, 20)) == b""


@rule("D3")
async def test_nothing_is_read_in_larger_parts_than_promised(store: Store, tmp_path: Path) -> None:
    await store.put("a1b2", file(tmp_path, bytes(1_000_000)))
    sizes = [len(part) async for part in store.read("a1b2")]
    assert sum(sizes) == 1_000_000
    assert max(sizes) <= storage.PART_BYTES


async def test_what_is_there_is_listed_with_its_size(store: Store, tmp_path: Path) -> None:
    assert await store.listed() == []
    for key, size in (("b0b0", 5), ("a0a0", 3)):
        await store.put(key, file(tmp_path, bytes(size)))
    assert [(each.key, each.size) for each in await store.listed()] == [("a0a0", 3), ("b0b0", 5)]


@rule("D1")
async def test_what_was_removed_is_gone_and_nothing_else(store: Store, tmp_path: Path) -> None:
    for key in ("a0a0", "b0b0"):
        await store.put(key, file(tmp_path, b"x"))
    await store.remove(["a0a0", "never"])
    assert [each.key for each in await store.listed()] == ["b0b0"]
    with pytest.raises(Missing):
        await whole(store.read("a0a0"))


async def test_what_was_never_there_is_missing(store: Store) -> None:
    with pytest.raises(Missing):
        await whole(store.read("a0a0"))


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a/../b", "A1B2", "a\0b2", "x" * 81])
async def test_a_key_leads_nowhere_else(store: Store, tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        await store.put(key, file(tmp_path, b"x"))


async def test_put_again_takes_the_place_of_what_was_there(store: Store, tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        await store.put("a0a0", file(tmp_path, content))
    assert await whole(store.read("a0a0")) == b"second"


async def test_a_folder_on_another_disk_is_no_matter(tmp_path: Path) -> None:
    here = tmp_path.stat().st_dev
    disks = [path for path in map(Path, ("/dev/shm", "/var/tmp")) if path.is_dir()]
    elsewhere = next((path for path in disks if path.stat().st_dev != here), None)
    if elsewhere is None:
        pytest.skip("one disk only")
    source = file(elsewhere, b"from there")
    try:
        store = Folder(tmp_path / "documents")
        await store.put("a0a0", source)
        assert await whole(store.read("a0a0")) == b"from there"
        assert [each.key for each in await store.listed()] == ["a0a0"]
    finally:
        source.unlink(missing_ok=True)


async def test_what_is_gone_while_a_folder_is_listed_is_not_there(tmp_path: Path) -> None:
    store = Folder(tmp_path / "documents")
    await store.put("a0a0", file(tmp_path, b"x"))
    # Its name is read, and nothing stands behind it any more.
    (tmp_path / "documents/a0/a0b0").symlink_to(tmp_path / "gone")
    assert [each.key for each in await store.listed()] == ["a0a0"]


async def test_a_folder_that_is_a_file_is_away(tmp_path: Path) -> None:
    (tmp_path / "documents").write_bytes(b"")
    store = Folder(tmp_path / "documents")
    with pytest.raises(StorageAway):
        await store.put("a0a0", file(tmp_path, b"x"))
    with pytest.raises(StorageAway):
        await store.check()


async def test_an_s3_that_is_away_says_so_and_comes_back(
    s3_gateway: Gateway, tmp_path: Path
) -> None:
    store = S3(s3_gateway.url(f"b{uuid4().hex}"), None)
    s3_gateway.stop()
    try:
        for asking in (store.check(), store.listed(), store.remove(["a0a0"])):
            with pytest.raises(StorageAway):
                await asking
        with pytest.raises(StorageAway):
            await store.put("a0a0", file(tmp_path, b"x"))
        with pytest.raises(StorageAway):
            await whole(store.read("a0a0"))
    finally:
        s3_gateway.start()
    await store.put("a0a0", file(tmp_path, b"x"))
    assert await whole(store.read("a0a0")) == b"x"
    assert await store.check() == "S3"


async def test_an_s3_with_a_wrong_secret_is_away(s3_gateway: Gateway, tmp_path: Path) -> None:
    store = S3(s3_gateway.url(secret="not-the-secret"), None)
    with pytest.raises(StorageAway) as refused:
        await store.put("a0a0", file(tmp_path, b"x"))
    assert "not-the-secret" not in str(refused.value)


async def test_where_it_is_says_no_secret(tmp_path: Path) -> None:
    assert Folder(tmp_path / "documents").where() == f"the folder {tmp_path / 'documents'}"
    s3 = S3("https://key:geheim@files.example:9000/sheets?region=eu", None)
    assert s3.where() == "the bucket sheets of the S3 at https://files.example:9000"

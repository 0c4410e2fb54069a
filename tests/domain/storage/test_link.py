"""A link to an S3 opens one file for its time, as it says, and nothing else. Rule: D2."""

from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from domain.storage.folder import Folder
from domain.storage.s3 import S3
from tests.gateway import Gateway
from tests.rules import rule
from tests.waiting import until

SHOWN = "attachment; filename*=UTF-8''Arbeitsblatt%20%C3%9C.pdf"


@pytest.fixture
async def store(s3_gateway: Gateway, tmp_path: Path) -> S3:
    made = S3(s3_gateway.url(f"b{uuid4().hex}"), s3_gateway.origin)
    for key in ("a0a0", "b0b0"):
        source = tmp_path / key
        source.write_bytes(key.encode())
        await made.put(key, source)
    return made


def linked(store: S3, seconds: int = 300) -> str:
    made = store.link("a0a0", SHOWN, "application/pdf", seconds)
    assert made
    return made


@rule("D2")
async def test_a_link_opens_its_file_to_be_saved(store: S3) -> None:
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(linked(store))
        part = await browser.get(linked(store), headers={"range": "bytes=1-2"})
    assert answer.content == b"a0a0"
    assert answer.headers["content-disposition"] == SHOWN
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    assert (part.status_code, part.content) == (206, b"0a")


@rule("D2")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/a0a0?", "/b0b0?"),
        ("X-Amz-Expires=300", "X-Amz-Expires=3000"),
        ("attachment", "inline"),
        ("application%2Fpdf", "text%2Fhtml"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
    ],
)
async def test_a_link_that_was_changed_opens_nothing(store: S3, before: str, after: str) -> None:
    made = linked(store)
    assert before in made
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(made.replace(before, after))).status_code == 403


@rule("D2")
async def test_a_link_is_dead_after_its_time(store: S3) -> None:
    made = linked(store, seconds=1)
    async with httpx.AsyncClient() as browser:

        async def is_dead() -> bool:
            return (await browser.get(made)).status_code == 403

        await until(is_dead)


async def test_without_a_public_address_there_is_none(s3_gateway: Gateway, tmp_path: Path) -> None:
    assert S3(s3_gateway.url(), None).link("a0a0", SHOWN, "application/pdf", 300) is None
    assert Folder(tmp_path).link("a0a0", SHOWN, "application/pdf", 300) is None

"""A file is had by a link that works for five minutes, to be saved and never to be run."""

from pathlib import Path

import httpx
import pytest

from domain import storage
from domain.documents import document, download, removal
from domain.documents.document import Document
from tests.conftest import FrozenClock
from tests.documents import PDF
from tests.rules import rule
from tests.world import World


@rule("D2")
async def test_a_download_is_a_link_that_is_saved_and_never_run(
    nadia: httpx.AsyncClient, client: httpx.AsyncClient, one: Document, frozen_clock: FrozenClock
) -> None:
    led = await nadia.post(f"/documents/{one.id}/link")
    link = led.headers["location"]
    answer = await client.get(link)
    assert (answer.status_code, answer.content) == (200, PDF)
    said = answer.headers
    assert said["content-disposition"] == "attachment; filename*=UTF-8''Blatt.pdf"
    assert said["content-type"] == "application/pdf"
    assert said["x-content-type-options"] == "nosniff"
    assert said["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert said["cache-control"] == "private, no-store"
    assert said["content-length"] == str(len(PDF))
    assert "Nadia Kaya" in (await nadia.get(f"/documents/{one.id}")).text
    frozen_clock.forward(download.WORKS_FOR)
    over = await client.get(link)
    assert over.status_code == 410
    assert f"/documents/{one.id}" in over.text


@rule("D2")
@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-", 206, 0, None),
        ("bytes=5-9", 206, 5, 10),
        ("bytes=5-9999", 206, 5, None),
        ("bytes=-4", 206, -4, None),
        ("bytes=9-5", 200, 0, None),
        ("bytes=-", 200, 0, None),
        ("bytes=0-1,3-4", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
async def test_a_part_is_given_where_one_is_asked_for(
    nadia: httpx.AsyncClient, one: Document, asked: str, status: int, start: int, end: int | None
) -> None:
    link = (await nadia.post(f"/documents/{one.id}/link")).headers["location"]
    answer = await nadia.get(link, headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, PDF[start:end])
    if status == 206:
        first = start if start >= 0 else len(PDF) + start
        last = first + len(answer.content) - 1
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(PDF)}"


@rule("D2")
async def test_a_part_beyond_the_end_is_refused(nadia: httpx.AsyncClient, one: Document) -> None:
    link = (await nadia.post(f"/documents/{one.id}/link")).headers["location"]
    answer = await nadia.get(link, headers={"range": f"bytes={len(PDF)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(PDF)}"


@rule("D2")
async def test_a_file_that_the_store_has_lost_is_not_there(
    nadia: httpx.AsyncClient, one: Document
) -> None:
    link = (await nadia.post(f"/documents/{one.id}/link")).headers["location"]
    await storage.current().remove([document.key(one.id)])
    assert (await nadia.get(link)).status_code == 404


@rule("D2")
async def test_a_download_of_what_was_just_removed_leads_to_where_that_is_said(
    world: World, nadia: httpx.AsyncClient, one: Document
) -> None:
    await removal.remove(one, by=world.jonas.actor)
    led = await nadia.post(f"/documents/{one.id}/link")
    assert led.headers["location"] == f"/documents/{one.id}"
    assert "Gelöscht" in (await nadia.get(led.headers["location"])).text


@rule("D2")
async def test_a_file_of_another_length_is_not_sent_but_told(
    nadia: httpx.AsyncClient, one: Document, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    link = (await nadia.post(f"/documents/{one.id}/link")).headers["location"]
    (tmp_path / "shorter").write_bytes(PDF[:-1])
    await storage.current().put(document.key(one.id), tmp_path / "shorter")
    answer = await nadia.get(link)
    assert answer.status_code == 409
    assert "Die Datei ist bei uns beschädigt" in answer.text
    assert f"{document.key(one.id)} is damaged" in caplog.text

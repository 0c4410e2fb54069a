"""A family and its provider share documents: sent as a form does, told of, fetched, taken away."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from domain import database, storage
from domain.documents.document import SIZE_MOST, Document
from domain.storage import folder
from tests.documents import PDF, PNG, TEXT, shared, there
from tests.pictures import bomb
from tests.rules import rule
from tests.web.conftest import WORKER, Enter
from tests.world import World
from web import uploads

KEY = "0a4c0e0c-6f3a-4b7e-9f6e-1d2c3b4a5f60"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def sent(*files: tuple[str, bytes]) -> dict[str, Any]:
    """As a browser sends a form with files."""
    return {"files": [("files", (name, content)) for name, content in files]}


@rule("D1", "D3")
async def test_several_files_are_sent_at_once_and_both_sides_see_them(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    files = sent(("Größe.pdf", PDF), ("Bild.png", PNG))
    answer = await nadia.post(address, **files)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    for client, page in ((nadia, address), (jonas, f"/families/{world.kaya.family}/documents")):
        text = (await client.get(page)).text
        assert "Größe.pdf" in text
        assert "Bild.png" in text
        assert "🟣" not in text
    assert "Größe.pdf" in (await jonas.get("/documents")).text


@rule("D1")
async def test_the_providers_are_marked(nadia: httpx.AsyncClient, one: Document) -> None:
    for page in (f"/providers/{one.provider}/documents", "/documents", f"/documents/{one.id}"):
        assert "🟣" in (await nadia.get(page)).text


@rule("D1")
async def test_what_is_shared_while_a_page_comes_is_news_to_it(
    nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, one: Document
) -> None:
    for client, side in ((nadia, f"providers/{one.provider}"), (jonas, f"families/{one.family}")):
        page = (await client.get(f"/{side}/documents")).text
        assert re.search(r'src="/notifications/stream\?seen=[^"]*document\.', page)


@rule("D3")
async def test_what_is_refused_is_named_with_its_reason_and_the_rest_arrives(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    answer = await nadia.post(
        address, **sent(("seite.html", HTML), ("gut.pdf", PDF), ("leer.txt", b""))
    )
    assert answer.status_code == 422
    assert re.search(r"seite\.html</bdi></b>: Diese Art von Datei geht hier nicht", answer.text)
    assert re.search(r"leer\.txt</bdi></b>: Die Datei ist leer", answer.text)
    names = [each.name for each in await there(world)]
    assert names == ["gut.pdf"]


@rule("D3")
async def test_a_picture_that_cannot_be_one_is_named_with_its_reason(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    files = sent(("halb.png", PNG[:-20]), ("gut.png", PNG), ("riesig.png", bomb(50_000, 50_000)))
    answer = await nadia.post(address, **files)
    assert answer.status_code == 422
    assert re.search(r"halb\.png</bdi></b>: Dieses Bild lässt sich nicht öffnen", answer.text)
    assert re.search(r"riesig\.png</bdi></b>: .*höchstens 100 Millionen", answer.text)
    assert [each.name for each in await there(world)] == ["gut.png"]


@rule("D3")
async def test_the_form_sent_twice_is_there_once_and_with_another_file_both_are(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    found = re.search(r'formaction="([^"]+)"', (await nadia.get(address)).text)
    assert found
    for content in (PDF, PDF, PNG):
        answer = await nadia.post(found[1], **sent(("Blatt", content)))
        assert (answer.status_code, answer.headers["location"]) == (303, address)
    names = [each.name for each in await there(world)]
    assert sorted(names) == ["Blatt.pdf", "Blatt.png"]


@rule("D3")
async def test_of_more_than_go_at_once_the_rest_is_named(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    count = uploads.MOST_FILES + 12
    files = [(f"Blatt {number:02}.pdf", PDF) for number in range(1, count + 1)]
    answer = await nadia.post(address, **sent(*files))
    assert answer.status_code == 422
    assert "Die anderen 20 sind da." in answer.text
    assert answer.text.count("Auf einmal gehen 20 Dateien.") == 12
    assert len(await there(world)) == uploads.MOST_FILES


@rule("D3")
async def test_the_name_of_a_refused_file_turns_no_sentence_around(
    nadia: httpx.AsyncClient, address: str
) -> None:
    answer = await nadia.post(address, **sent(("../../harmlos\u202egpj.html", HTML)))
    assert answer.status_code == 422
    assert "<bdi>harmlosgpj.html</bdi>" in answer.text
    assert "\u202e" not in answer.text


@rule("D3")
async def test_a_file_that_is_too_large_is_refused_and_the_next_one_arrives(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    large = TEXT + b"x" * SIZE_MOST
    answer = await nadia.post(address, **sent(("groß.txt", large), ("gut.pdf", PDF)))
    assert answer.status_code == 422
    assert "höchstens 25 MB" in answer.text
    assert [each.name for each in await there(world)] == ["gut.pdf"]


@rule("D3")
async def test_a_script_that_sends_one_is_told_in_words(
    nadia: httpx.AsyncClient, address: str
) -> None:
    good = await nadia.post(address, headers=WORKER, **sent(("gut.pdf", PDF)))
    assert (good.status_code, good.text.startswith("Hochgeladen")) == (200, True)
    bad = await nadia.post(address, headers=WORKER, **sent(("seite.html", HTML)))
    assert (bad.status_code, bad.text.startswith("Diese Art")) == (422, True)


@rule("D3")
@pytest.mark.parametrize(
    ("content", "size", "said"),
    [
        (PDF, len(PDF), ""),
        (PDF[:8], SIZE_MOST, ""),
        (PDF, SIZE_MOST + 1, "Die Datei ist zu groß"),
        (HTML, len(HTML), "Diese Art von Datei"),
        (b"", 0, "Die Datei ist leer"),
    ],
)
async def test_whether_a_file_could_be_shared_is_said_before_it_is_sent(
    world: World, nadia: httpx.AsyncClient, address: str, content: bytes, size: int, said: str
) -> None:
    asked = f"{address}/admission?size={size}"
    answer = await nadia.post(asked, headers=WORKER, **sent(("a.pdf", content)))
    assert answer.status_code == (422 if said else 200)
    assert answer.text.startswith(said)
    assert bool(answer.text) == bool(said)
    assert await there(world) == []


@rule("D3")
async def test_no_space_is_said_before_a_file_is_sent(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    sql = "UPDATE providers SET document_megabytes = 50 WHERE id = {}"
    await database.rows(sql, world.kaya.provider)
    for _ in range(2):
        full = TEXT + b"x" * (SIZE_MOST - len(TEXT))
        assert (
            await nadia.post(address, headers=WORKER, **sent(("a.txt", full)))
        ).status_code == 200
    answer = await nadia.post(f"{address}/admission?size=100", **sent(("a.pdf", PDF)))
    assert (answer.status_code, answer.text.startswith("Dafür ist kein Platz")) == (422, True)


@rule("D3")
async def test_a_file_that_is_sent_again_is_there_once(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for _ in range(2):
        again = await nadia.post(f"{address}?key={KEY}", **sent(("a.pdf", PDF)))
        assert again.status_code == 303
    assert len(await there(world)) == 1


async def test_a_form_without_a_file_says_so(nadia: httpx.AsyncClient, address: str) -> None:
    answer = await nadia.post(address, headers=WORKER, **sent(("", b"")))
    assert answer.status_code == 422
    assert "Wähle zuerst eine Datei" in answer.text
    page = await nadia.post(address, **sent(("", b"")))
    assert page.status_code == 422
    assert "Wähle zuerst eine Datei" in page.text


@rule("D3")
async def test_what_is_no_whole_form_is_refused(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for kind, body, status in (
        ("multipart/form-data", b"x", 415),
        ("multipart/form-data; boundary=b", b"--b\r\nrubbish", 400),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + PDF,
            400,
        ),
        ("application/x-www-form-urlencoded", b"files=x", 415),
    ):
        answer = await nadia.post(address, content=body, headers={"content-type": kind})
        assert answer.status_code == status
    assert await there(world) == []
    assert await storage.current().listed() == []


@rule("D1")
async def test_the_way_to_upload_stands_beside_each_of_the_others(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    upload = re.compile(rf'href="{address}"[^>]*>Hochladen')
    assert upload.search((await nadia.get("/documents")).text)
    for _ in range(4):
        await shared(world.kaya, by=world.nadia.actor)
    text = (await nadia.get("/documents")).text
    assert upload.search(text)
    assert "Alle 4 Dokumente" in text


@rule("D1")
async def test_documents_of_others_do_not_exist(
    world: World, browser: Callable[..., httpx.AsyncClient], enter: Enter, one: Document
) -> None:
    assert world.dora.account
    dora = await enter(world.dora.account, world.dora.id)
    for page in (f"/documents/{one.id}", f"/families/{one.family}/documents"):
        assert (await dora.get(page)).status_code == 404
    assert (await dora.post(f"/documents/{one.id}/link")).status_code == 404
    assert one.name not in (await dora.get(f"/providers/{one.provider}/documents")).text
    assert one.name not in (await dora.get("/documents")).text


@rule("D3")
async def test_a_store_that_is_away_is_said_and_loses_nothing(
    world: World,
    nadia: httpx.AsyncClient,
    one: Document,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = (await nadia.post(f"/documents/{one.id}/link")).headers["location"]

    def away(*_: object) -> None:
        raise storage.StorageAway("away")

    monkeypatch.setattr(folder, "_keep", away)
    monkeypatch.setattr(folder, "_part", away)
    refused = await nadia.post(address, **sent(("Blatt.pdf", PDF)))
    assert refused.status_code == 422
    assert "Dateien lassen sich gerade weder" in refused.text
    assert (await nadia.get(link)).status_code == 507
    assert (await nadia.get(address)).status_code == 200

"""A PDF is uploaded instead of a text: as a new agreement, and as another version."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from domain import storage
from domain.agreements import agreement, filing, overview, pdf, version
from domain.agreements.text import LENGTH_MOST
from domain.storage.folder import Folder
from tests import papers
from tests.agreements import PAGE, only, uploaded, written
from tests.documents import PNG
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, value_of, words
from tests.web.sessions.people import enter
from tests.world import World

pytestmark = pytest.mark.usefixtures("own_store")

NEW = "/agreements/new/file"
TYPED = {"heading": "AGB für größere Übungen", "demand": "required", "for": "child", "whom": "some"}


def sent(content: bytes = PAGE, name: str = "AGB.pdf") -> dict[str, Any]:
    return {"files": {"file": (name, content, "application/pdf")}}


def none_chosen() -> dict[str, Any]:
    """What a browser sends of an empty field for a file."""
    return {"files": {"file": ("", b"", "application/octet-stream")}}


async def keys() -> list[str]:
    return [each.key for each in await storage.current().listed()]


@pytest.fixture
async def jonas(world: World, browser: Open) -> httpx.AsyncClient:
    return await enter(browser, world.jonas)


@rule("D5")
@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["plain", "htmx"])
async def test_families_are_asked_for_it(
    world: World, browser: Open, jonas: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    form = await jonas.get(NEW)
    assert 'enctype="multipart/form-data"' in form.text
    key = value_of(form, "key")
    typed = {**TYPED, "key": key, "families": [str(world.kaya.id)]}
    for _ in range(2):
        made = await jonas.post(NEW, data=typed, headers=headers, **sent())
        to = made.headers.get("location") or made.headers["hx-redirect"]
        assert to == f"/agreements/{key}"
    (one,) = await overview.of(by=world.jonas.actor)
    assert (one.title, one.is_per_child) == (TYPED["heading"], True)
    (now,) = await version.all_of(UUID(key))
    assert (now.file_name, now.size, now.text) == ("AGB.pdf", len(PAGE), "")
    assert filing.key(now.id) in await keys()
    nadia = await enter(browser, world.nadia)
    own = f"/providers/{world.kaya.provider}/agreements"
    assert TYPED["heading"] in words(await nadia.get(own))
    assert "PDF lesen" in words(await nadia.get(f"{own}/{key}"))
    dora = await enter(browser, world.dora)
    assert TYPED["heading"] not in words(await dora.get(own))


@rule("D5")
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Das ist keine PDF-Datei"),
        (PNG, "Das ist keine PDF-Datei"),
        (b"MZ" + b"\0" * 5000, "Das ist keine PDF-Datei"),
        (papers.locked(), "fragt nach einem Passwort"),
        (PAGE + b"x" * pdf.SIZE_MOST, "zu groß: höchstens 10 MB"),
        (PAGE + b"x" * 30 * 1024 * 1024, "zu groß: höchstens 10 MB"),
    ],
    ids=["empty", "picture", "program", "locked", "large", "larger"],
)
async def test_what_cannot_be_agreed_to_is_said_beside_the_file(
    world: World, jonas: httpx.AsyncClient, content: bytes, why: str
) -> None:
    refused = await jonas.post(NEW, data={**TYPED, "whom": "all"}, **sent(content))
    assert refused.status_code == 422
    assert why in words(refused)
    assert value_of(refused, "heading") == TYPED["heading"]
    assert await overview.of(by=world.jonas.actor) == []
    assert await keys() == []


@rule("D5")
async def test_what_is_missing_is_said_and_what_was_typed_stays(
    world: World, jonas: httpx.AsyncClient
) -> None:
    no_file = await jonas.post(NEW, data={**TYPED, "whom": "all"}, **none_chosen())
    assert no_file.status_code == 422
    assert "Wähle zuerst eine Datei." in words(no_file)
    assert value_of(no_file, "heading") == TYPED["heading"]
    nobody = await jonas.post(NEW, data=TYPED, **sent())
    assert nobody.status_code == 422
    assert "mindestens eine Familie" in words(nobody)
    assert "Wähle die Datei bitte noch einmal" in words(nobody)
    untitled = await jonas.post(NEW, data={**TYPED, "heading": "", "whom": "all"}, **sent())
    assert "Das fehlt noch." in words(untitled)
    long = await jonas.post(NEW, data={**TYPED, "heading": "ü" * 121, "whom": "all"}, **sent())
    assert "höchstens 120 Zeichen" in words(long)
    assert await overview.of(by=world.jonas.actor) == []
    assert await keys() == []


@rule("D5")
async def test_while_the_store_is_away_nothing_typed_is_lost(
    world: World, jonas: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise storage.StorageAway("away")

    monkeypatch.setattr(Folder, "put", away)
    refused = await jonas.post(NEW, data={**TYPED, "whom": "all"}, **sent())
    assert refused.status_code == 422
    assert "ließ sich gerade nicht speichern" in words(refused)
    assert value_of(refused, "heading") == TYPED["heading"]
    assert await overview.of(by=world.jonas.actor) == []


@rule("D5")
async def test_another_version_is_a_pdf(
    world: World, browser: Open, jonas: httpx.AsyncClient
) -> None:
    one = await written(by=world.jonas.actor)
    address = f"/agreements/{one.id}/versions/new"
    assert f'href="{address}/file"' in (await jonas.get(address)).text
    form = await jonas.get(f"{address}/file")
    typed = {name: value_of(form, name) for name in ("after", "heading")}
    no_file = await jonas.post(f"{address}/file", data={**typed, "heading": "Neu"}, **none_chosen())
    assert no_file.status_code == 422
    assert value_of(no_file, "heading") == "Neu"
    for _ in range(2):
        made = await jonas.post(f"{address}/file", data=typed, **sent())
        assert made.headers["location"] == f"/agreements/{one.id}"
    assert [each.number for each in await version.all_of(one.id)] == [2, 1]
    assert (await only(world.kaya)).is_file
    late = await jonas.post(f"{address}/file", data=typed, **sent(papers.page((1, 2, 3))))
    assert late.status_code == 409


@rule("D5")
async def test_the_same_file_is_no_other_version(world: World, jonas: httpx.AsyncClient) -> None:
    one = await uploaded(by=world.jonas.actor)
    address = f"/agreements/{one.agreement}/versions/new/file"
    form = await jonas.get(address)
    typed = {name: value_of(form, name) for name in ("after", "heading")}
    refused = await jonas.post(address, data=typed, **sent())
    assert refused.status_code == 422
    assert "Das ist dasselbe wie bisher." in words(refused)


@rule("D5")
@pytest.mark.parametrize("letter", ["ä", "漢", "🧵"])
async def test_the_longest_text_goes_through_whatever_its_letters(
    world: World, jonas: httpx.AsyncClient, letter: str
) -> None:
    text = letter * LENGTH_MOST
    typed = {"heading": "AGB", "text": text, "demand": "optional", "for": "family", "whom": "all"}
    made = await jonas.post("/agreements/new", data=typed)
    assert made.status_code == 303
    id = UUID(made.headers["location"].rpartition("/")[2])
    assert (await version.numbered(id, 1)).text == text
    known = await agreement.reachable(id, by=world.jonas.actor)
    again = {"heading": "AGB", "text": text[1:], "after": known.version_number}
    written_again = await jonas.post(f"/agreements/{id}/versions/new", data=again)
    assert written_again.status_code == 303

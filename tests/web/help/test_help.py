"""/help: searchable, for whoever reads, with the figures of the code."""

import re
from datetime import timedelta

import httpx
import pytest

from domain.accounts import login_pin
from domain.sessions import objection_standing
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule
from tests.source import files
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, heading, logged_in, words
from web.words import figures
from web.words import help as answers

LINK = re.compile(r'\bwhy\("([a-z-]+)"(?: if [^,]+ else "([a-z-]+)")?')


def anchors(page: httpx.Response) -> set[str]:
    return set(re.findall(r'</summary>\s*<p id="answer-([a-z-]+)"', page.text))


@rule("N8")
async def test_signed_out_every_answer_can_be_read(
    database: str, client: httpx.AsyncClient
) -> None:
    page = await client.get("/help")
    assert heading(page) == "Hilfe"
    assert anchors(page) == {row[0] for _, rows in answers.GROUPS.values() for row in rows}


@rule("N8", "N7")
async def test_no_answer_has_the_id_of_something_else(
    database: str, client: httpx.AsyncClient
) -> None:
    """One was taken for the place of notices, and lay over the page."""
    ids = re.findall(r'\sid="([^"]+)"', (await client.get("/help")).text)
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) > 40


@rule("N8")
async def test_each_reader_gets_what_is_theirs(database: str, browser: Open) -> None:
    home, owner = await kaya(), await proven("jonas@lernfaden.example")
    await teaching(owner.id, "Jonas")
    browser_of_parent = await logged_in(browser, home.account, home.nadia.id)
    browser_of_teacher = await logged_in(browser, owner.id)
    parent = await browser_of_parent.get("/help")
    browser_of_child = await logged_in(browser, home.account, home.mila.id)
    child = await browser_of_child.get("/help")
    teacher = await browser_of_teacher.get("/help")
    assert "late" in anchors(parent) and "absence" not in anchors(parent)
    assert "child-away" in anchors(child) and not {"credits", "absence"} & anchors(child)
    assert "absence" in anchors(teacher) and "late" not in anchors(teacher)
    assert all("login" in anchors(page) for page in (parent, child, teacher))
    for client in (browser_of_parent, browser_of_teacher):
        assert 'href="/help"' in (await client.get("/settings")).text
    # In a guardian's hands there are no settings.
    for place in ("/sessions", "/profiles"):
        assert 'href="/help#answer-' in (await browser_of_child.get(place)).text


@rule("N8", "N6")
async def test_all_words_typed_must_be_found_somewhere(
    database: str, client: httpx.AsyncClient
) -> None:
    found = await client.get("/help", params={"q": " STORNIEREN frist "})
    assert anchors(found) == {"cancelling", "notice"}
    assert 'value="STORNIEREN frist"' in found.text
    assert "2 Antworten" in words(found)
    assert found.text.count('<details class="answers__one" open>') == 2
    nothing = await client.get("/help", params={"q": "<b>Einhorn"})
    assert anchors(nothing) == set()
    assert "Dazu steht hier nichts" in words(nothing) and "<b>Einhorn" not in nothing.text


@rule("N8")
async def test_typing_fetches_the_same_answers(database: str, client: httpx.AsyncClient) -> None:
    part = await client.get("/help", params={"q": "stornieren"}, headers=PARTIAL)
    assert "<html" not in part.text and 'id="answers"' in part.text
    assert anchors(part) == anchors(await client.get("/help", params={"q": "stornieren"}))


@rule("N8")
async def test_english_readers_search_in_english(client: httpx.AsyncClient, database: str) -> None:
    page = await client.get("/help?q=overdraft", headers={"accept-language": "en"})
    assert heading(page) == "Help"
    assert "overdraft" in anchors(page)


@rule("N8", "S11", "A2")
async def test_figures_are_those_of_the_code(
    database: str, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "bis 48 Stunden nachdem" in words(await client.get("/help"))
    monkeypatch.setattr(objection_standing, "OBJECTION", timedelta(hours=36))
    monkeypatch.setattr(login_pin, "PIN_ATTEMPTS", 7)
    said = words(await client.get("/help"))
    assert "bis 36 Stunden nachdem" in said and "nach 7 falschen Versuchen" in said


def test_every_figure_is_used() -> None:
    used = {name for rows in answers.GROUPS.values() for row in rows[1] for name in named(row[2])}
    assert used == figures.known().keys()


def test_each_way_to_an_answer_leads_to_one_and_each_answer_has_a_way() -> None:
    """From where the question arises."""
    known = {row[0] for _, rows in answers.GROUPS.values() for row in rows}
    asked = [
        anchor
        for path in files("web", ends=(".html",))
        for found in LINK.findall(path.read_text())
        for anchor in found
        if anchor
    ]
    assert set(asked) == known


def named(text: str) -> list[str]:
    return re.findall(r"%\((\w+)\)s", text)

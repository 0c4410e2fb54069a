"""Documents are found by name, and put together by child or session."""

import html
import re
from datetime import timedelta

import httpx
import pytest

from domain.documents import tie
from domain.documents.tie import Tie
from domain.profiles import permission
from domain.sessions.session import Session
from tests.conftest import FrozenClock
from tests.documents import share
from tests.rules import rule
from tests.web.conftest import PARTIAL, Enter
from tests.world import World
from web.pages.documents import listing

SECOND = timedelta(seconds=1)
PART = re.compile(r"<h2[^>]*>(?:<a[^>]*>)?([^<]+)|<b><bdi>([^<]+)</bdi>")


def names(page: httpx.Response) -> list[str]:
    return re.findall(r"<b><bdi>([^<]+)</bdi></b>", page.text)


def parts(page: httpx.Response) -> list[str]:
    """Headings and names, in their order."""
    text = page.text[page.text.index('id="documents-list"') :]
    return [heading or name for heading, name in PART.findall(text)]


@pytest.fixture
async def lesson(world: World) -> Session:
    return await world.make.session()


@pytest.fixture
async def four(world: World, lesson: Session, frozen_clock: FrozenClock) -> None:
    """For nobody in particular, for either child, and for a session; the last is the newest."""
    ties = (tie.NONE, Tie(world.tom.id), Tie(world.mila.id), tie.to_session(lesson))
    for name, tied in zip(("Größen", "Fläche", "Umfang", "Üben"), ties, strict=True):
        frozen_clock.forward(SECOND)
        await share(world.kaya, name=f"{name}.pdf", by=world.jonas.actor, tied=tied)


@rule("D1")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("grossen", ["Größen.pdf"]),
        ("FLÄCHE", ["Fläche.pdf"]),
        ("uben pdf", ["Üben.pdf"]),
        ("mila", ["Üben.pdf", "Umfang.pdf"]),
        ("mathe", ["Üben.pdf"]),
        ("  ", ["Üben.pdf", "Umfang.pdf", "Fläche.pdf", "Größen.pdf"]),
    ],
)
async def test_they_are_found_without_case_and_accents(
    nadia: httpx.AsyncClient, address: str, four: None, typed: str, found: list[str]
) -> None:
    page = await nadia.get(address, params={"q": typed})
    assert names(page) == found
    assert f'value="{typed.strip()}"' in page.text
    part = await nadia.get(address, params={"q": typed}, headers=PARTIAL)
    assert names(part) == found


@rule("D1")
async def test_nothing_found_says_so_and_leads_to_all(
    nadia: httpx.AsyncClient, address: str, four: None
) -> None:
    page = await nadia.get(address, params={"q": "<Vulkan>"})
    assert "Nichts gefunden" in page.text
    assert "Kein Dokument passt zu „&lt;Vulkan&gt;“." in page.text
    assert f'href="{address}">Alle Dokumente' in page.text
    assert "Noch keine Dokumente" not in page.text


@rule("D1")
async def test_without_documents_there_is_nothing_to_search(
    nadia: httpx.AsyncClient, address: str
) -> None:
    text = (await nadia.get(address)).text
    assert "Noch keine Dokumente" in text
    assert "<search>" not in text and "Nach Session" not in text


@rule("D1")
async def test_by_child_and_by_session(
    world: World, nadia: httpx.AsyncClient, address: str, four: None, lesson: Session
) -> None:
    page = await nadia.get(f"{address}?order=child")
    mila, tom = ["Mila", "Üben.pdf", "Umfang.pdf"], ["Tom", "Fläche.pdf"]
    assert parts(page) == [*mila, *tom, "Für die ganze Familie", "Größen.pdf"]
    page = await nadia.get(f"{address}?order=session")
    first, *rest = parts(page)
    assert first.startswith("Mathe, ")
    assert f'<a href="/sessions/{lesson.id}">Mathe, ' in page.text
    assert rest == ["Üben.pdf", "Ohne Session", "Umfang.pdf", "Fläche.pdf", "Größen.pdf"]


@rule("D1")
async def test_the_order_stays_while_one_searches_and_the_words_while_one_orders(
    nadia: httpx.AsyncClient, address: str, four: None
) -> None:
    page = await nadia.get(f"{address}?order=child&q=mila")
    assert parts(page) == ["Mila", "Üben.pdf", "Umfang.pdf"]
    assert '<input type="hidden" name="order" value="child">' in page.text
    assert f'hx-get="{address}?order=child"' in page.text
    links = [html.unescape(each) for each in re.findall(r'filter__link" href="([^"]+)"', page.text)]
    assert links == [f"{address}?q=mila{more}" for more in ("", "&order=child", "&order=session")]
    assert f'data-live="{address}?q=mila&amp;order=child"' in page.text


@rule("D1")
async def test_a_child_searches_its_own_list(
    world: World, enter: Enter, address: str, four: None
) -> None:
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    mila = await enter(world.mila.account, world.mila.id)
    page = await mila.get(address, params={"q": "pdf"})
    assert names(page) == ["Üben.pdf", "Umfang.pdf", "Größen.pdf"]
    assert f'name="family" value="{world.kaya.family}"' in page.text
    assert "Nach Kind" not in page.text


@rule("D1")
async def test_of_very_many_the_newest_are_shown_and_it_is_said(
    nadia: httpx.AsyncClient, address: str, four: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Das sind die neuesten." not in (await nadia.get(f"{address}?q=pdf")).text
    monkeypatch.setattr(listing, "SHOWN_MOST", 2)
    page = await nadia.get(f"{address}?q=pdf")
    assert names(page) == ["Üben.pdf", "Umfang.pdf"]
    assert "Das sind die neuesten." in page.text

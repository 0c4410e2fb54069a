"""The list of what is shared: page by page, at the times of whoever reads. Rule: D1."""

import html
import re
from datetime import timedelta

import httpx

from domain import clock, database
from domain.documents.listed import PAGE_ROWS
from tests.conftest import FrozenClock
from tests.documents import share
from tests.rules import rule
from tests.statements import watched
from tests.world import World


def _link(page: str, text: str) -> str:
    found = re.search(rf'href="([^"]+)">{text}<', page)
    assert found, text
    return html.unescape(found[1])


def _names(page: str) -> list[str]:
    return re.findall(r"<b><bdi>([^<]+)</bdi></b>", page)


@rule("D1")
async def test_what_is_shared_is_read_page_by_page(
    world: World, nadia: httpx.AsyncClient, address: str, frozen_clock: FrozenClock
) -> None:
    named = [f"Blatt {number}.pdf" for number in range(PAGE_ROWS + 3)]
    for name in named:
        # Several at one moment, which only their ids tell apart.
        frozen_clock.forward(timedelta(seconds=len(name) % 2))
        await share(world.kaya, name=name, by=world.jonas.actor)
    first = (await nadia.get(address)).text
    assert len(_names(first)) == PAGE_ROWS
    assert "Hochladen" in first
    older = (await nadia.get(_link(first, "Ältere Dokumente"))).text
    assert sorted(_names(first) + _names(older)) == sorted(named)
    assert "Ältere Dokumente" not in older
    assert "Noch keine Dokumente" not in older
    assert _link(older, "Neueste Dokumente") == address
    assert "Neueste Dokumente" not in first


@rule("D1")
async def test_a_place_beyond_all_documents_leads_to_the_newest(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    await share(world.kaya, name="Blatt.pdf", by=world.jonas.actor)
    for before in ("nonsense", f"1900-01-01T00:00Z_{world.mila.id}"):
        page = (await nadia.get(address, params={"before": before})).text
        assert _names(page) == ["Blatt.pdf"]
        assert "Hochladen" in page


@rule("A12", "D1")
async def test_the_times_are_those_of_whoever_reads(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    one = await share(world.kaya, name="Blatt.pdf", by=world.jonas.actor)
    assert (await nadia.post(f"/documents/{one}/link")).status_code == 303
    await database.rows(
        "UPDATE profiles SET time_zone = 'Asia/Tokyo' WHERE id = {}", world.nadia.id
    )
    moment = clock.now() + timedelta(hours=9)
    for page in (address, "/documents", f"/documents/{one}"):
        shown = re.findall(r"<time[^>]*>[^<]*, ([0-9:]+)</time>", (await nadia.get(page)).text)
        assert set(shown) == {f"{moment:%H:%M}"}, page


@rule("D1")
async def test_what_is_shared_leaves_a_kept_list_of_sessions_as_it_is(
    world: World, nadia: httpx.AsyncClient
) -> None:
    page = await nadia.get("/sessions")
    await share(world.kaya, name="Blatt.pdf", by=world.jonas.actor)
    known = {"if-none-match": page.headers["etag"]}
    assert (await nadia.get("/sessions", headers=known)).status_code == 304
    assert "document" not in page.text[page.text.index('id="sessions"') :].partition(">")[0]


async def test_a_page_of_many_is_asked_for_in_three_statements(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    """Who asks, what is around it where they reach it, and what there is."""
    await share(world.kaya, by=world.nadia.actor)
    await nadia.get(address)
    with watched() as seen:
        assert "Noch Platz für" in (await nadia.get(address)).text
    assert seen.count <= 3, seen.told()

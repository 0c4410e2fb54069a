"""A child sees and shares documents where a guardian allows it, and none of another child's."""

import re

import httpx

from domain import clock, database
from domain.documents import around, document
from domain.documents.document import Document
from domain.profiles import membership, permission, profile
from tests.documents import PDF, share, shared
from tests.rules import rule
from tests.world import World

TAB = re.compile(r'class="tabs__tab" href="/(\w+)"')


async def allow(world: World, allowed: bool = True) -> None:
    await permission.allow(world.mila.id, may_share=allowed, by=world.nadia.actor)


async def is_for(one: Document, learner: object) -> None:
    await database.rows("UPDATE documents SET learner = {} WHERE id = {}", learner, one.id)


@rule("D1")
async def test_a_child_sees_shares_and_fetches_what_its_family_does_once_it_may(
    world: World, mila: httpx.AsyncClient, address: str, one: Document
) -> None:
    tabs = ["sessions", "conversations"]
    assert TAB.findall((await mila.get("/sessions")).text) == tabs
    await allow(world)
    assert TAB.findall((await mila.get("/sessions")).text) == [*tabs, "documents"]
    assert f'href="{address}?family={one.family}"' in (await mila.get("/documents")).text
    page = f"{address}?family={one.family}"
    for place in (page, address, "/documents", f"/documents/{one.id}"):
        assert "Blatt.pdf" in (await mila.get(place)).text
    assert "/files/" in (await mila.post(f"/documents/{one.id}/link")).headers["location"]
    answer = await mila.post(page, files={"files": ("Meins.pdf", PDF)})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert "Meins.pdf" in (await mila.get(page)).text


@rule("D1", "D3")
async def test_the_form_of_a_child_says_whose_family_and_keeps_its_key(
    world: World, mila: httpx.AsyncClient, address: str
) -> None:
    await allow(world)
    found = re.search(r'formaction="([^"]+)"', (await mila.get(address)).text)
    assert found
    to = found[1].replace("&amp;", "&")
    assert re.fullmatch(rf"{address}\?family={world.kaya.family}&key=[-0-9a-f]+", to)
    for _ in range(2):
        await mila.post(to, files={"files": ("Meins.pdf", PDF)})
    assert (await mila.get(address)).text.count("<bdi>Meins.pdf</bdi>") == 1


@rule("D1")
async def test_a_child_takes_away_its_own_and_nothing_else(
    world: World, mila: httpx.AsyncClient, one: Document, address: str
) -> None:
    await allow(world)
    own = await shared(world.kaya, by=world.mila.actor)
    assert "Löschen" not in (await mila.get(f"/documents/{one.id}")).text
    assert (await mila.post(f"/documents/{one.id}/removal")).status_code == 403
    assert (await mila.post(f"/documents/{own.id}/removal")).status_code == 303
    back = await mila.post(f"/documents/{own.id}/restoration")
    assert back.headers["location"] == f"{address}?family={own.family}"


@rule("D1")
async def test_a_child_that_may_not_meets_nothing_as_before(
    world: World, mila: httpx.AsyncClient, one: Document, address: str
) -> None:
    await allow(world)
    await allow(world, False)
    assert (await mila.get("/documents")).status_code == 403
    for place in (address, f"/documents/{one.id}"):
        assert (await mila.get(place)).status_code == 404
    sent = {"files": ("Meins.pdf", PDF)}
    for place in (address, f"{address}/admission?size=9"):
        assert (await mila.post(place, files=sent)).status_code == 404
    for place in ("link", "removal", "restoration"):
        assert (await mila.post(f"/documents/{one.id}/{place}")).status_code == 404


@rule("D1")
async def test_what_is_another_childs_is_not_there_and_what_is_its_own_is(
    world: World, mila: httpx.AsyncClient, one: Document, address: str
) -> None:
    await allow(world)
    await is_for(one, world.tom.id)
    for place in (address, "/documents"):
        assert "Blatt.pdf" not in (await mila.get(place)).text
    hidden, none = [await mila.get(f"/documents/{id}") for id in (one.id, world.kaya.id)]
    assert hidden.status_code == none.status_code == 404
    assert hidden.text.replace(str(one.id), "") == none.text.replace(str(world.kaya.id), "")
    assert (await mila.post(f"/documents/{one.id}/link")).status_code == 404
    await is_for(one, world.mila.id)
    assert "Blatt.pdf" in (await mila.get(address)).text
    assert (await mila.get(f"/documents/{one.id}")).status_code == 200


@rule("D1", "A8")
async def test_a_child_of_two_families_sees_what_each_of_them_allows(
    world: World, mila: httpx.AsyncClient, address: str
) -> None:
    here = await document.reachable(
        await share(world.kaya, name="Kaya.pdf", by=world.jonas.actor), by=world.jonas.actor
    )
    await share(world.rossi, name="Rossi.pdf", by=world.jonas.actor)
    known = await profile.by_id(world.mila.id)
    await membership.join(world.rossi.family, [known], clock.now())
    await allow(world)
    there = f"{address}?family={world.rossi.family}"
    assert (await mila.get(there)).status_code == 404
    assert "Rossi.pdf" not in (await mila.get("/documents")).text
    await permission.allow(world.mila.id, may_share=True, by=world.dora.actor)
    text = (await mila.get("/documents")).text
    assert "Jonas Weber · Familie Kaya" in text
    assert "Jonas Weber · Familie Rossi" in text
    assert "Rossi.pdf" in (await mila.get(there)).text
    assert "Kaya.pdf" not in (await mila.get(there)).text
    assert "Kaya.pdf" in (await mila.get(f"{address}?family={here.family}")).text


@rule("D1")
async def test_what_is_shared_while_a_childs_page_comes_is_news_to_it(
    world: World, mila: httpx.AsyncClient, one: Document, address: str
) -> None:
    await allow(world)
    page = (await mila.get(address)).text
    assert re.search(r'src="/notifications/stream\?seen=[^"]*document\.', page)
    assert await around.reached(by=world.mila.actor, provider=one.provider)


@rule("D1")
async def test_a_guardian_says_so_for_each_child(
    world: World, nadia: httpx.AsyncClient, mila: httpx.AsyncClient
) -> None:
    place = f"/settings/family/{world.mila.id}"
    assert "Darf Dokumente sehen und hochladen" in (await nadia.get(place)).text
    form = {"name": "Mila", "colour": "1", "may_share": "on"}
    await nadia.post(place, data=form)
    assert "Sieht Dokumente" in (await nadia.get("/settings/family")).text
    assert (await mila.get("/documents")).status_code == 200
    await nadia.post(place, data={"name": "Mila", "colour": "1"})
    assert (await mila.get("/documents")).status_code == 403

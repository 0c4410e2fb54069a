"""A preview is a picture for those who reach its document, and for nobody else."""

import re

import httpx
import pytest

from domain import storage
from domain.documents import document, preview, preview_making, removal
from tests import papers, pictures
from tests.documents import TEXT, share
from tests.pictures import made
from tests.previews import drawn, shared
from tests.rules import rule
from tests.statements import watched
from tests.web.conftest import Enter
from tests.world import World


def small(id: object) -> str:
    return f"/documents/{id}/preview/small"


def large(id: object) -> str:
    return f"/documents/{id}/preview/large"


def shown_in(page: str) -> list[str]:
    return re.findall(r'<img[^>]*src="/documents[^>]*>', page)


@rule("D1", "D2")
async def test_it_is_a_picture_that_runs_nothing_and_is_kept_by_its_reader(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient
) -> None:
    id = await drawn(world, papers.page())
    for client in (nadia, jonas):
        for address in (small(id), large(id)):
            answer = await client.get(address)
            said = answer.headers
            assert (answer.status_code, said["content-type"]) == (200, "image/webp")
            assert pictures.read(answer.content).format == "WEBP"
            assert said["x-content-type-options"] == "nosniff"
            assert said["content-security-policy"].startswith("default-src 'none'; sandbox")
            assert said["cache-control"] == "private, max-age=31536000, immutable"
            assert said["cross-origin-resource-policy"] == "same-origin"


@rule("D1")
async def test_for_others_there_is_none_and_nothing_tells_whether(
    world: World, enter: Enter, client: httpx.AsyncClient
) -> None:
    id = await drawn(world, made("PNG"))
    assert world.dora.account
    dora = await enter(world.dora.account, world.dora.id)
    there, nowhere = await dora.get(small(id)), await dora.get(small(world.dora.id))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert "immutable" not in there.headers.get("cache-control", "")
    # Of the number that each request gets nothing else differs.
    assert len(there.content) == len(nowhere.content)


@rule("D1")
async def test_there_is_none_of_a_size_that_nobody_draws_or_before_it_is_drawn_or_after(
    world: World, nadia: httpx.AsyncClient
) -> None:
    id = await shared(world, made("PNG"))
    assert (await nadia.get(small(id))).status_code == 404
    await preview_making.make(id)
    assert (await nadia.get(small(id))).status_code == 200
    assert (await nadia.get(f"/documents/{id}/preview/huge")).status_code == 404
    one = await document.reachable(id, by=world.nadia.actor)
    await removal.remove(one, by=world.nadia.actor)
    assert (await nadia.get(small(id))).status_code == 404


@rule("D1")
async def test_list_and_detail_show_it_without_moving_anything(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    id = await drawn(world, papers.page())
    await share(world.kaya, TEXT, "Aufgabe.txt", by=world.jonas.actor)
    for page in (address, "/documents"):
        (shown,) = shown_in((await nadia.get(page)).text)
        for part in (f'src="{small(id)}"', 'width="48"', 'height="48"', 'alt=""', 'loading="lazy"'):
            assert part in shown
        assert 'decoding="async"' in shown
    (shown,) = shown_in((await nadia.get(f"/documents/{id}")).text)
    for part in (f'src="{large(id)}"', 'width="857"', 'height="1199"', 'alt=""'):
        assert part in shown


@rule("D1")
@pytest.mark.parametrize("count", [1, 6])
async def test_many_cost_no_statement_more_than_one(
    world: World, nadia: httpx.AsyncClient, address: str, count: int
) -> None:
    await nadia.get(address)
    with watched() as bare:
        await nadia.get(address)
    for _ in range(count):
        await drawn(world, made("PNG"))
    with watched() as found:
        assert (await nadia.get(address)).text.count('<img src="/documents') == count
    assert found.statements == bare.statements


@rule("D1")
async def test_one_that_the_store_lost_is_drawn_anew(
    world: World, nadia: httpx.AsyncClient
) -> None:
    id = await drawn(world, made("PNG"))
    await storage.current().remove(preview.keys(id))
    assert (await nadia.get(large(id))).status_code == 404
    assert await preview.wanted(id)
    await preview_making.make(id)
    assert (await nadia.get(large(id))).status_code == 200

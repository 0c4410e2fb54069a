"""What a device may keep of documents: each answer tells whether they are the same as before."""

import httpx

from domain import clock, database
from domain.profiles import permission
from tests.documents import share
from tests.rules import rule
from tests.world import World

_END = "UPDATE connections SET ended_at = {} WHERE id = {}"
PAGES = "/sessions", "/settings/profile"


async def shelves(client: httpx.AsyncClient) -> str:
    """The same on whatever is asked."""
    (said,) = {(await client.get(page)).headers["x-shelves"] for page in PAGES}
    return str(said)


@rule("D1", "N4")
async def test_a_right_that_comes_and_goes_is_told(world: World, mila: httpx.AsyncClient) -> None:
    await share(world.kaya, by=world.jonas.actor)
    without = await shelves(mila)
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    allowed = await shelves(mila)
    await permission.allow(world.mila.id, may_share=False, by=world.nadia.actor)
    assert allowed != without == await shelves(mila)


@rule("C1", "N4")
async def test_that_a_child_may_write_no_more_is_told(
    world: World, mila: httpx.AsyncClient
) -> None:
    before = await shelves(mila)
    await permission.allow(world.mila.id, may_write=False, by=world.nadia.actor)
    assert await shelves(mila) != before


@rule("D1", "N4", "B6")
async def test_the_end_of_a_connection_is_told(world: World, mila: httpx.AsyncClient) -> None:
    await share(world.kaya, by=world.jonas.actor)
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    before = await shelves(mila)
    await share(world.kaya, by=world.jonas.actor)
    assert await shelves(mila) == before
    await database.rows(_END, clock.now(), world.kaya.id)
    assert await shelves(mila) != before


@rule("D1", "B5")
async def test_whoever_does_not_teach_a_family_any_more_is_told(
    world: World, jonas: httpx.AsyncClient
) -> None:
    await share(world.kaya, by=world.nadia.actor)
    before = await shelves(jonas)
    await database.rows(
        "UPDATE assignments SET ended_at = {} WHERE connection = {}", clock.now(), world.kaya.id
    )
    assert await shelves(jonas) != before


async def test_nobody_who_is_no_profile_has_any(client: httpx.AsyncClient) -> None:
    assert "x-shelves" not in (await client.get("/")).headers

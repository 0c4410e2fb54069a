"""A device says that somebody writes, and open pages are hinted of who does and where."""

import httpx

from domain import live
from domain.notifications import hearing
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World
from web.pages.notifications.stream import changed

PLAIN = {"accept": "text/plain"}


@rule("C2")
async def test_the_others_are_hinted_and_a_stranger_finds_nothing(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    async with live.subscribe(await hearing.names(world.jonas.actor)) as hints:
        assert (await nadia.post(f"{address}/typing", headers=PLAIN)).status_code < 400
        hint = changed(await hints.wait(LONGEST_SECONDS))
    assert hint == f"event: changed\ndata: message/{world.kaya.id}/{world.nadia.id}\n\n".encode()
    other = f"/conversations/{world.rossi.id}/typing"
    assert (await nadia.post(other, headers=PLAIN)).status_code == 404

"""A conversation is muted and heard again by a button of its thread."""

import re

import httpx

from tests.conversations import say
from tests.rules import rule
from tests.web.conversations.test_talk import PARTIAL
from tests.world import World


@rule("N1", "N6")
async def test_the_button_of_a_thread_mutes_it_and_the_list_says_so(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    assert "stumm" not in (await nadia.get("/conversations")).text
    page = (await nadia.get(address)).text
    assert f'action="{address}/muting"' in page and 'aria-pressed="false"' in page
    answer = await nadia.post(f"{address}/muting")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    listed = (await nadia.get("/conversations")).text
    assert "stumm" in listed and re.search(r"talks__count--quiet[^>]*>1<", listed)
    page = (await nadia.get(address)).text
    assert f'action="{address}/muting/end"' in page and 'aria-pressed="true"' in page
    fragment = await nadia.post(f"{address}/muting/end", headers=PARTIAL)
    assert fragment.text.lstrip().startswith("<form") and 'aria-pressed="false"' in fragment.text
    assert "stumm" not in (await nadia.get("/conversations")).text

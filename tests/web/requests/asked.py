"""What a family has chosen of a request, and the links that lead on."""

import re

import httpx

from tests.web.login.people import words
from tests.world import World

DAY = "2026-11-30"
SLOT = "2026-11-30T13:00:00Z"


def chosen(world: World, **more: str) -> dict[str, str]:
    return {
        "educator": str(world.jonas.id),
        "service": str(world.maths.id),
        "learner": str(world.mila.id),
        **more,
    }


async def follow(client: httpx.AsyncClient, page: httpx.Response, text: str) -> httpx.Response:
    """Taps the link that says this."""
    for address, inside in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page.text, re.S):
        if " ".join(re.sub(r"<[^>]*>", "", inside).split()).startswith(text):
            return await client.get(address.replace("&amp;", "&"))
    raise AssertionError(f"no link {text} in {words(page)}")

"""What the other side writes, sent without a window, as its form would."""

import re
from uuid import uuid4

import httpx

from tests.browser.harness import PASSWORD, SAME_ORIGIN, Instance, address_of

OF_KAYA = r'href="(/conversations/[^"?]+)"[^>]*>(?:(?!</a>).)*Familie Kaya'


async def write(demo: Instance, words: str) -> None:
    """Jonas to Familie Kaya."""
    async with httpx.AsyncClient(base_url=demo.address, headers=SAME_ORIGIN, verify=False) as jonas:
        await jonas.post("/login", data={"email": address_of("jonas"), "password": PASSWORD})
        found = re.search(OF_KAYA, (await jonas.get("/conversations")).text, re.DOTALL)
        assert found
        typed = {"key": str(uuid4()), "words": words}
        answer = await jonas.post(f"{found[1]}/messages", data=typed)
        assert answer.status_code == 303, answer.text

"""An agreement of a journey's own, that Jonas asks his families for as long as it lasts."""

import contextlib
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx

from tests.browser.harness import PASSWORD, SAME_ORIGIN, Instance, address_of


@contextlib.asynccontextmanager
async def agreement(demo: Instance, title: str, demand: str = "optional") -> AsyncIterator[None]:
    """Choice: by the requests of its forms, and nobody is asked for it afterwards."""
    async with httpx.AsyncClient(base_url=demo.address, headers=SAME_ORIGIN, verify=False) as jonas:
        await jonas.post("/login", data={"email": address_of("jonas"), "password": PASSWORD})
        key = str(uuid4())
        said = {"key": key, "heading": title, "text": "Wir üben mit **Karten**.", "for": "family"}
        asked = await jonas.post("/agreements/new", data=said | {"demand": demand, "whom": "all"})
        assert asked.status_code == 303, asked.text
        try:
            yield
        finally:
            await jonas.post(f"/agreements/{key}/ending")

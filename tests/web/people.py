"""Browsers of the people of tests/world.py, and what nobody else may do with them."""

from typing import Any

import httpx

from tests.web.login.people import Open, logged_in
from tests.world import Person

PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}


async def as_(
    browser: Open, person: Person[Any], guardian: Person[Any] | None = None
) -> httpx.AsyncClient:
    """Somebody's browser; a child without a login uses the guardian's account."""
    account = person.account or (guardian.account if guardian else None)
    assert account is not None
    return await logged_in(browser, account, person.id)


async def status(client: httpx.AsyncClient, address: str) -> int:
    return (await client.get(address)).status_code


async def leads_to_login(client: httpx.AsyncClient, address: str) -> bool:
    """Whether a signed-out browser is sent to the login page and back again."""
    answer = await client.get(address)
    there = answer.headers.get("location", "")
    return answer.status_code == 303 and there == f"/login?next={address}"

"""Addresses that only take a change, reloaded or typed."""

from uuid import UUID

import httpx
import pytest

from tests.web.conftest import Enter
from tests.world import World

ID = UUID("6f0c1a52-3b1e-4b0f-9a56-0d4f2f6a7b11")
WAYS = {
    f"/profiles/{ID}/choice": "/profiles",
    "/notifications/reading": "/notifications",
    f"/sessions/{ID}/confirmation/withdrawal": f"/sessions/{ID}/confirmation",
    f"/providers/{ID}/account/credit-request": f"/providers/{ID}/account",
    f"/settings/family/{ID}/login": f"/settings/family/{ID}",
    f"/settings/family/{ID}/login/end": f"/settings/family/{ID}",
    f"/settings/devices/{ID}/sign-out": "/settings/devices",
    "/settings/devices/sign-out": "/settings/devices",
    "/login/proof": "/login",
}


@pytest.mark.parametrize(("address", "to"), WAYS.items())
async def test_what_only_takes_a_change_leads_to_its_page(
    world: World, client: httpx.AsyncClient, address: str, to: str
) -> None:
    answer = await client.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, to)


async def test_what_is_somebody_elses_is_still_not_there(world: World, enter: Enter) -> None:
    dora = await enter(world.dora.account, world.dora.id)
    led = await dora.get(f"/sessions/{ID}/completion", follow_redirects=True)
    assert led.status_code == 404

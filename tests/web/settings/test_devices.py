"""/settings/devices."""

import re
from datetime import timedelta

from domain.accounts import device
from tests.conftest import FrozenClock
from tests.domain.accounts.people import proven, teaching
from tests.rules import rule
from tests.web.login.people import (
    Open,
    logged_in,
    may_set,
    words,
)
from tests.web.settings.people import nadia


@rule("A10")
async def test_every_device_is_shown_and_can_be_logged_out(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    other = await logged_in(browser, home.account, home.nadia.id)
    page = await client.get("/settings/devices")
    assert words(page).count("iPhone · Safari") == 2
    assert words(page).count("Dieses Gerät") == 1
    address = re.findall(r'action="(/settings/devices/[0-9a-f-]{36}/sign-out)"', page.text)
    assert len(address) == 1
    await client.post(address[0])
    assert not await may_set(other)
    assert await may_set(client)


@rule("A10")
async def test_all_others_can_be_logged_out_at_once(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    others = [await logged_in(browser, home.account, home.nadia.id) for _ in range(2)]
    await client.post("/settings/devices/sign-out")
    assert [await may_set(each) for each in (client, *others)] == [True, False, False]


@rule("A10")
async def test_dora_gets_404_for_a_device_of_others(database: str, browser: Open) -> None:
    _, client = await nadia(browser)
    dora = await proven("dora@lernfaden.example")
    await teaching(dora.id, "Dora")
    stranger = await logged_in(browser, dora.id)
    found = await device.by_token(client.cookies["device"])
    assert found is not None
    answer = await stranger.post(f"/settings/devices/{found.id}/sign-out")
    assert answer.status_code == 404
    assert await may_set(client)


@rule("A10")
async def test_a_browser_in_daily_use_keeps_its_cookie_past_the_90th_day(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    _, client = await nadia(browser)
    token = client.cookies["device"]
    for _ in range(3):
        frozen_clock.forward(timedelta(days=1))
        page, again = await client.get("/settings"), await client.get("/settings")
        assert f"device={token}; Path=/; Max-Age={90 * 86400};" in page.headers["set-cookie"]
        assert "set-cookie" not in again.headers


@rule("A10")
async def test_an_answer_that_sets_the_cookie_itself_does_not_renew_the_old_one(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    home, client = await nadia(browser)
    frozen_clock.forward(timedelta(days=1))
    answer = await client.post(f"/profiles/{home.tom.id}/choice")
    cookies = answer.headers.get_list("set-cookie")
    assert len([line for line in cookies if line.startswith("device=")]) == 1
    frozen_clock.forward(timedelta(days=1))
    answer = await client.post("/logout")
    assert any(line.startswith("device=; ") for line in answer.headers.get_list("set-cookie"))
    assert "device" not in client.cookies

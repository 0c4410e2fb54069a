"""What concerns security stands in the log, and nobody's address or code with it."""

import logging
from uuid import uuid4

import httpx
import pytest

from tests.domain.accounts.people import kaya
from tests.web.login.people import (
    NOBODY,
    PASSWORD,
    Open,
    ask,
    by_password,
    jonas,
    logged_in,
    newest,
)

JONAS = "jonas@lernfaden.example"
HERE = "from 127.0.0.1"

pytestmark = pytest.mark.usefixtures("quick_hashing")


@pytest.fixture
def trail(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="lernfaden.security")
    return caplog


def said(trail: pytest.LogCaptureFixture) -> list[str]:
    """Of what concerns security; others log at the same time."""
    return [each.getMessage() for each in trail.records if each.name == "lernfaden.security"]


async def test_whoever_comes_in_by_password_is_noted_and_whoever_does_not(
    database: str, client: httpx.AsyncClient, trail: pytest.LogCaptureFixture
) -> None:
    made = await jonas()
    for address in (JONAS, NOBODY):
        await by_password(client, address, "Knoten-und-Faden-62")
    assert said(trail) == 2 * [f"not let in by password, {HERE}"]
    await by_password(client, JONAS, PASSWORD)
    assert said(trail)[2:] == [f"logged in by password, account {made.account}, {HERE}"]


async def test_a_pin_and_a_link_leave_their_trail_too(
    database: str, client: httpx.AsyncClient, trail: pytest.LogCaptureFixture
) -> None:
    made = await jonas()
    await ask(client, JONAS)
    sent = await newest()
    await client.post("/login/pin", data={"pin": "none"})
    await client.post("/login/pin", data={"pin": sent.pin})
    await client.post(f"/login/link/{sent.link_token}")
    await client.post("/logout")
    assert said(trail) == [
        f"not let in by PIN, {HERE}",
        f"logged in by mail, account {made.account}, {HERE}",
        f"not let in by link, {HERE}",
        f"logged out, account {made.account}, {HERE}",
    ]
    for secret in (JONAS, sent.pin, sent.link_token):
        assert secret not in trail.text


async def test_a_changed_password_is_noted(
    database: str, browser: Open, trail: pytest.LogCaptureFixture
) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    await client.post("/settings/password", data={"password": "Knoten-und-Faden-62"})
    assert said(trail) == [f"changed the password, account {made.account}, {HERE}"]


async def test_whoever_reaches_for_what_is_not_theirs_is_noted(
    database: str, browser: Open, trail: pytest.LogCaptureFixture
) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, as_profile=home.nadia.id)
    await client.get(f"/sessions/{uuid4()}")
    await client.get("/sessions/1")
    await client.get("/services")
    await client.post("/logout", headers={"sec-fetch-site": "cross-site"})
    who = f"account {home.account}, {HERE}"
    assert said(trail) == [
        f"GET /sessions/{{session_id}} refused: NotFound, {who}",
        f"GET no route refused: NotFound, {who}",
        f"GET /services refused: WrongKind, {who}",
        f"POST /logout refused: CrossSite, {who}",
    ]


async def test_a_stranger_who_opens_what_is_not_there_leaves_no_trail(
    database: str, client: httpx.AsyncClient, trail: pytest.LogCaptureFixture
) -> None:
    await client.get("/no-such-address")
    await client.get(f"/sessions/{uuid4()}")
    await client.get("/sessions/1")
    assert said(trail) == []


async def test_whoever_is_slowed_is_noted(
    database: str, client: httpx.AsyncClient, trail: pytest.LogCaptureFixture
) -> None:
    for _ in range(8):
        await by_password(client, NOBODY, "Knoten-und-Faden-62")
    assert f"POST /login refused: Throttled, account none, {HERE}" in said(trail)
    assert NOBODY not in trail.text

"""/login/passkey/offer: after a login by PIN, where the device can keep a passkey."""

from datetime import timedelta
from urllib.parse import quote

import httpx
import pytest

from domain.accounts import device
from domain.accounts.passkeys import passkey
from tests.authenticator import PRESENT, Authenticator
from tests.conftest import FrozenClock
from tests.domain.accounts.passkeys.people import holding
from tests.domain.accounts.people import Home, kaya
from tests.rules import rule
from tests.web.login.people import Open, ask, heading, jonas, newest, words
from web.words.invalid import TEXTS

JONAS, NADIA = "jonas@lernfaden.example", "nadia@lernfaden.example"
OFFER = "/login/passkey/offer"

pytestmark = pytest.mark.usefixtures("quick_hashing")


async def by_pin(client: httpx.AsyncClient, address: str, **more: str) -> str:
    """Where it leads, on a device that can keep a passkey."""
    await ask(client, address)
    form = {"pin": (await newest()).pin, "passkeys": "yes", **more}
    return str((await client.post("/login/pin", data=form)).headers["location"])


async def add(client: httpx.AsyncClient, own: Authenticator | None = None) -> httpx.Response:
    asked = (await client.post("/settings/passkeys/challenge")).json()
    form = {"passkey": (own or Authenticator()).make(asked), "next": "/families"}
    return await client.post(OFFER, data=form)


@rule("A2", "A5")
async def test_after_a_pin_a_passkey_is_offered_and_made(
    database: str, client: httpx.AsyncClient
) -> None:
    made = await jonas()
    assert await by_pin(client, JONAS, next="/families") == f"{OFFER}?next=/families"
    page = await client.get(f"{OFFER}?next=/families")
    assert heading(page) == "Nächstes Mal ohne PIN?"
    assert page.text.count('name="next" value="/families"') == 2
    answer = await add(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/families")
    assert len(await passkey.of(made.account)) == 1


@rule("A5", "A7")
async def test_it_comes_before_somebody_says_who_they_are(
    database: str, client: httpx.AsyncClient
) -> None:
    home: Home = await kaya()
    to = await by_pin(client, NADIA, next="/settings/family")
    chooser = "/profiles?next=/settings/family"
    assert to == f"{OFFER}?next={quote(chooser, safe='/')}"
    assert (await client.get(to)).status_code == 200
    assert (await add(client)).status_code == 303
    assert len(await passkey.of(home.account)) == 1


@rule("A5")
async def test_whoever_declines_is_asked_no_more_on_that_device(
    database: str, client: httpx.AsyncClient, browser: Open
) -> None:
    await jonas()
    await by_pin(client, JONAS)
    answer = await client.post(f"{OFFER}/decline", data={"next": "/families"})
    assert answer.headers["location"] == "/families"
    await client.post("/logout")
    assert await by_pin(client, JONAS) == "/"
    assert await by_pin(browser(), JONAS) == OFFER


@rule("A5", "N6")
async def test_it_is_offered_only_where_it_makes_sense(database: str, browser: Open) -> None:
    made = await jonas()
    assert await by_pin(browser(), JONAS, passkeys="") == "/"
    await holding(made.account)
    assert await by_pin(browser(), JONAS) == "/"


@rule("A5")
async def test_what_cannot_be_taken_says_so_and_leads_on(
    database: str, client: httpx.AsyncClient
) -> None:
    await jonas()
    await by_pin(client, JONAS)
    answer = await add(client, Authenticator(flags=PRESENT))
    assert answer.status_code == 422
    assert TEXTS["passkey.refused"] in words(answer)
    assert answer.text.count('name="next" value="/families"') == 2


@rule("A5")
async def test_once_the_login_is_old_it_only_leads_on(
    database: str, client: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    await jonas()
    await by_pin(client, JONAS)
    frozen_clock.forward(device.FRESH + timedelta(seconds=1))
    answer = await client.get(f"{OFFER}?next=/families")
    assert (answer.status_code, answer.headers["location"]) == (303, "/families")
    answer = await client.get(f"{OFFER}?next=https://evil.example")
    assert answer.headers["location"] == "/"


@rule("A5", "A8")
async def test_a_child_in_a_guardians_hands_is_offered_none(
    database: str, client: httpx.AsyncClient
) -> None:
    home = await kaya()
    await by_pin(client, NADIA)
    await client.post(f"/profiles/{home.tom.id}/choice")
    assert (await client.get(OFFER)).status_code == 403
    assert (await client.post("/settings/passkeys/challenge")).status_code == 403
    assert (await client.post(OFFER)).status_code == 403

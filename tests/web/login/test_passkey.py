"""/login/passkey, as the script of the login page uses it."""

from typing import Any

import httpx
import pytest

from domain import database as db
from domain.accounts import device
from tests.authenticator import PRESENT, Authenticator
from tests.conftest import FrozenClock
from tests.domain.accounts.passkeys.people import Holder, holding
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule
from tests.web.login.people import DOMAIN, Open, may_set, where, words
from web.words.invalid import TEXTS

REFUSED = TEXTS["passkey.refused"]


async def jonas(own: Authenticator | None = None) -> Holder:
    owner = await proven("jonas@lernfaden.example")
    await teaching(owner.id)
    return await holding(owner.id, own)


async def asked(client: httpx.AsyncClient) -> Any:
    return (await client.get("/login/passkey")).json()


async def log_in(client: httpx.AsyncClient, own: Authenticator, **more: str) -> httpx.Response:
    form = {"passkey": own.sign(await asked(client)), **more}
    return await client.post("/login/passkey", data=form)


@rule("A1", "A5", "A10")
async def test_it_logs_in_without_an_address(database: str, client: httpx.AsyncClient) -> None:
    held = await jonas()
    answer = await log_in(client, held.own, next="/families")
    assert (answer.status_code, answer.headers["location"]) == (303, "/families")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert await may_set(client)


@rule("A7")
async def test_several_profiles_are_asked_for(database: str, client: httpx.AsyncClient) -> None:
    held = await holding((await kaya()).account)
    answer = await log_in(client, held.own, next="/settings")
    assert answer.headers["location"] == "/profiles?next=/settings"


@rule("A10")
async def test_a_token_planted_before_is_worth_nothing(database: str, browser: Open) -> None:
    held, here, planted = await jonas(), browser(), browser()
    await log_in(planted, held.own)
    token = planted.cookies["device"]
    here.cookies.set("device", token, domain=DOMAIN)
    await log_in(here, held.own)
    assert here.cookies["device"] != token
    assert await device.by_token(token) is None


@rule("A5")
async def test_whatever_is_wrong_gets_one_sentence_and_the_way_on(
    database: str, client: httpx.AsyncClient, browser: Open
) -> None:
    held = await jonas()
    spent = held.own.sign(await asked(client))
    await client.post("/login/passkey", data={"passkey": spent})
    foreign = held.own.sign(await asked(browser()))
    held.own.flags = PRESENT
    unverified = held.own.sign(await asked(client))
    client.cookies.delete("device")
    for signed in (spent, foreign, unverified, "", "{}"):
        form = {"passkey": signed, "next": "/families"}
        answer = await client.post("/login/passkey", data=form)
        assert answer.status_code == 422
        assert REFUSED in words(answer)
        assert answer.text.count('name="next" value="/families"') == 2
        assert " unknown=" not in answer.text
    assert await where(client) == "/login?next=/settings"


@rule("A5")
async def test_a_passkey_that_is_gone_is_named_to_the_password_manager(
    database: str, client: httpx.AsyncClient
) -> None:
    held = await jonas()
    await db.rows("DELETE FROM passkeys")
    answer = await log_in(client, held.own)
    assert REFUSED in words(answer)
    assert f'host="localhost" unknown="{held.passkey.credential}"' in answer.text


@rule("A6")
async def test_guessing_is_slowed_and_the_other_ways_stay(
    database: str, client: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    held = await jonas()
    held.own.flags = PRESENT
    for _ in range(6):
        answer = await log_in(client, held.own)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Mit Login-Link und PIN kommst du sofort hinein." in words(answer)


@rule("A5")
async def test_opening_the_login_page_writes_nothing(
    database: str, client: httpx.AsyncClient
) -> None:
    await client.get("/login")
    await asked(client)
    assert await db.rows("SELECT id FROM passkey_challenges") == []


@rule("A1", "N6")
async def test_the_button_is_there_for_scripts_only(
    database: str, client: httpx.AsyncClient
) -> None:
    page = (await client.get("/login")).text
    assert 'autocomplete="username webauthn"' in page
    assert 'form="login-passkey" data-passkey hidden' in page
    assert 'id="login-passkey"' in page


pytestmark = pytest.mark.usefixtures("quick_hashing")

"""/settings/password."""

from datetime import timedelta

import pytest

from domain.accounts import account, credentials
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, kaya, mails
from tests.rules import rule
from tests.web.login.people import (
    Open,
    error_at,
    heading,
    logged_in,
    may_set,
    value_of,
    with_token,
    words,
)
from tests.web.settings.people import GOOD, mila_alone, nadia

pytestmark = pytest.mark.usefixtures("quick_hashing")


@rule("A4", "A8")
async def test_a_child_with_a_login_sets_its_own_password_and_not_the_familys_things(
    database: str, browser: Open
) -> None:
    client = await mila_alone(browser, await kaya())
    for page in ("", "/profile", "/password", "/devices", "/notifications"):
        assert (await client.get(f"/settings{page}")).status_code == 200
    assert (await client.get("/settings/family")).status_code == 403
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert answer.headers["location"] == "/profiles"
    found = await credentials.verify("mila@lernfaden.example", GOOD, network=HERE)
    assert found is not None


@rule("A4", "A10")
async def test_changing_the_password_keeps_this_device_only(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    other = await logged_in(browser, home.account, home.nadia.id)
    old = client.cookies["device"]
    page = await client.get("/settings/password")
    assert heading(page) == "Passwort ändern"
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    assert "Das Passwort ist geändert" in words(await client.get("/settings"))
    assert not await may_set(other)
    assert not await may_set(with_token(browser, old))
    assert ("password_mail", home.account) in await mails()


@rule("A4")
@pytest.mark.parametrize("typed", ["", "kurz", "nadia kaya", "x" * 129])
async def test_a_bad_password_is_refused_beside_its_field_and_not_shown(
    database: str, browser: Open, typed: str
) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/password", data={"password": typed})
    assert answer.status_code == 422
    assert error_at(answer, "password")
    assert value_of(answer, "password") == ""
    assert (await account.by_id(home.account)).password_hash is None


@rule("A4", "A6")
async def test_after_a_while_the_old_password_is_asked_for(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    home, client = await nadia(browser)
    await client.post("/settings/password", data={"password": GOOD})
    frozen_clock.forward(timedelta(minutes=16))
    assert 'name="current"' in (await client.get("/settings/password")).text
    new = {"password": "Nadel-und-Faden-27"}
    for current in ("", "wrong"):
        answer = await client.post("/settings/password", data={**new, "current": current})
        assert answer.status_code == 422
        assert error_at(answer, "current")
    answer = await client.post("/settings/password", data={**new, "current": GOOD})
    assert answer.status_code == 303
    assert await credentials.verify(NADIA, new["password"], network=HERE) is not None
    assert home.account == (await account.by_id(home.account)).id


async def test_before_the_address_is_proven_there_is_no_password(
    database: str, browser: Open
) -> None:
    home = await kaya(await account.register(NADIA))
    client = await logged_in(browser, home.account, home.nadia.id)
    assert 'name="password"' not in (await client.get("/settings/password")).text
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert answer.status_code == 409

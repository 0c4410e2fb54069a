"""/login, /login/pin, /login/link and /logout, as a browser without scripts uses them."""

import re
from datetime import timedelta

import httpx
import pytest

from domain.accounts import account, device, login_email, password
from domain.profiles import profile
from domain.profiles.profile import Kind, Profile
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, Home, kaya, mails, proven, read
from tests.rules import rule
from tests.web.login.people import (
    Open,
    error_at,
    heading,
    logged_in,
    may_set,
    value_of,
    where,
    with_token,
    words,
)

PASSWORD = "Faden-und-Knoten-26"
NOBODY = "nobody@lernfaden.example"


async def jonas() -> Profile:
    """A specialist, whose account holds one profile and a password."""
    owner = await proven("jonas@lernfaden.example")
    made = await profile.create(Kind.EDUCATOR, "Jonas Weber", account=owner.id)
    await set_password(owner.id)
    return made


async def set_password(owner: object) -> None:
    token = (await device.log_in(owner, user_agent="")).token  # type: ignore[arg-type]
    found = await device.by_token(token)
    assert found is not None
    await password.change(found.account, PASSWORD, on=found.id)


async def by_password(
    client: httpx.AsyncClient, address: str, typed: str, **more: str
) -> httpx.Response:
    form = {"email": address, "password": typed, "way": "password", **more}
    return await client.post("/login", data=form)


async def ask(client: httpx.AsyncClient, address: str, **more: str) -> httpx.Response:
    return await client.post("/login", data={"email": address, "way": "email", **more})


async def newest() -> login_email.Secrets:
    """The mail that was asked for last; in these tests the only one that is not spent."""
    for _, mail in await mails():
        found = await login_email.prepare(mail)
        if found is not None:
            return found
    raise AssertionError("no mail")


@rule("A1")
async def test_one_page_has_every_way_to_log_in(database: str, client: httpx.AsyncClient) -> None:
    page = await client.get("/login")
    assert page.status_code == 200
    assert heading(page) == "Einloggen"
    for label in ("E-Mail-Adresse", "Passwort"):
        assert re.search(rf"<label[^>]*>{label}</label>", page.text)
    for button in ("Einloggen", "Login-Link und PIN senden"):
        assert re.search(rf"<button[^>]*>{button}</button>", page.text)


@rule("A1", "A7", "A10")
async def test_a_password_logs_in_and_one_profile_goes_straight_home(
    database: str, client: httpx.AsyncClient
) -> None:
    await jonas()
    answer = await by_password(client, "Jonas@lernfaden.example ", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    assert await where(client, "/") == "/calendar"


@rule("A7")
async def test_several_profiles_are_asked_for_and_the_way_is_kept(
    database: str, client: httpx.AsyncClient
) -> None:
    home = await kaya()
    await set_password(home.account)
    answer = await by_password(client, NADIA, PASSWORD, next="/settings/family")
    assert answer.headers["location"] == "/profiles?next=/settings/family"
    chooser = await client.get(answer.headers["location"])
    assert heading(chooser) == "Wer bist du?"
    form = {"next": value_of(chooser, "next")}
    chosen = await client.post(f"/profiles/{home.nadia.id}/choice", data=form)
    assert chosen.headers["location"] == "/settings/family"
    assert await may_set(client)


@rule("A3")
@pytest.mark.parametrize("address", ["jonas@lernfaden.example", NOBODY, "nadia@lernfaden.example"])
async def test_a_wrong_password_says_the_same_to_everybody_and_keeps_the_address(
    database: str, client: httpx.AsyncClient, address: str
) -> None:
    await jonas()
    await kaya()
    answer = await by_password(client, address, "wrong")
    assert answer.status_code == 422
    assert value_of(answer, "email") == address
    assert "passen nicht zusammen" in words(answer)
    assert "wrong" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"email": "", "password": "x", "way": "password"}, "email"),
        ({"email": NADIA, "password": "", "way": "password"}, "password"),
        ({"email": "nadia", "password": "x", "way": "password"}, "email"),
        ({"email": "nadia", "way": "email"}, "email"),
        ({}, "email"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field(
    database: str, client: httpx.AsyncClient, form: dict[str, str], field: str
) -> None:
    answer = await client.post("/login", data=form)
    assert answer.status_code == 422
    assert error_at(answer, field)
    assert value_of(answer, "email") == form.get("email", "")


@rule("A6")
async def test_guessing_is_answered_429_with_the_time_to_wait_and_another_way(
    database: str, client: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    await jonas()
    for _ in range(5):
        assert (await by_password(client, "jonas@lernfaden.example", "x")).status_code == 422
    answer = await by_password(client, "jonas@lernfaden.example", PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "5"
    assert "Login-Link" in words(answer)
    assert value_of(answer, "email") == "jonas@lernfaden.example"
    assert (await ask(client, "jonas@lernfaden.example")).status_code == 303
    frozen_clock.forward(timedelta(seconds=5))
    answer = await by_password(client, "jonas@lernfaden.example", PASSWORD)
    assert answer.status_code == 303


@rule("A2", "A3")
async def test_asking_for_the_mail_looks_the_same_for_known_and_unknown(
    database: str, browser: Open
) -> None:
    await kaya()
    answers = []
    for address in (NADIA, NOBODY):
        client = browser()
        answer = await ask(client, address)
        page = await client.get(answer.headers["location"])
        guess = await client.post("/login/pin", data={"pin": "no pin"})
        cookie = re.sub(r"=[^;]+;", "=…;", answer.headers["set-cookie"], count=1)
        answers.append((answer.status_code, cookie, page.text, guess.status_code, guess.text))
    assert answers[0] == answers[1]


@rule("A2")
async def test_the_pin_logs_in_where_it_was_asked_for(database: str, browser: Open) -> None:
    home = await kaya()
    phone, other = browser(), browser()
    asked = await ask(phone, NADIA, next="/settings")
    assert asked.headers["location"] == "/login/pin?next=/settings"
    pin = (await newest()).pin
    refused = await other.post("/login/pin", data={"pin": pin})
    assert refused.status_code == 422
    assert error_at(refused, "pin")
    page = await phone.get(asked.headers["location"])
    assert heading(page) == "Schau in dein Postfach"
    form = {"pin": pin, "next": value_of(page, "next")}
    answer = await phone.post("/login/pin", data=form)
    assert answer.headers["location"] == "/profiles?next=/settings"
    await phone.post(f"/profiles/{home.nadia.id}/choice")
    assert await may_set(phone)
    assert not await may_set(other)


@rule("A2")
async def test_a_wrong_pin_says_how_many_tries_are_left_and_stays_in_the_field(
    database: str, client: httpx.AsyncClient
) -> None:
    await kaya()
    await ask(client, NADIA)
    wrong = f"{(int((await newest()).pin) + 1) % 10**6:06}"
    answer = await client.post("/login/pin", data={"pin": wrong})
    assert "4" in error_at(answer, "pin")
    assert value_of(answer, "pin") == wrong


@rule("A2")
async def test_opening_the_link_does_nothing_and_its_button_logs_in_once(
    database: str, browser: Open
) -> None:
    await jonas()
    asking, opening = browser(), browser()
    await ask(asking, "jonas@lernfaden.example")
    address = f"/login/link/{(await newest()).link_token}"
    for _ in range(3):
        page = await opening.get(address)
        assert page.status_code == 200
        assert f'action="{address}"' in page.text
    assert await where(opening) == "/login?next=/settings"
    assert (await opening.post(address)).status_code == 303
    assert await may_set(opening)
    again = await browser().post(address)
    assert again.status_code == 410
    assert "gilt nicht mehr" in words(again)
    assert (await browser().get(address)).status_code == 410


async def test_a_link_that_never_was_is_over_too(database: str, client: httpx.AsyncClient) -> None:
    assert (await client.get("/login/link/nonsense")).status_code == 410


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
async def test_nobody_is_led_to_another_site(
    database: str, client: httpx.AsyncClient, elsewhere: str
) -> None:
    await jonas()
    asked = await ask(client, "jonas@lernfaden.example", next=elsewhere)
    assert asked.headers["location"] == "/login/pin"
    answer = await by_password(client, "jonas@lernfaden.example", PASSWORD, next=elsewhere)
    assert answer.headers["location"] == "/"


@rule("A12")
async def test_the_first_login_takes_the_browsers_time_zone_and_later_ones_do_not(
    database: str, browser: Open
) -> None:
    owner = await proven(NADIA)
    home = await kaya(owner)
    for zone in ("Europe/Lisbon", "Asia/Tokyo"):
        client = browser()
        await ask(client, NADIA)
        form = {"pin": (await newest()).pin, "time_zone": zone}
        assert (await client.post("/login/pin", data=form)).status_code == 303
    assert (await profile.by_id(home.nadia.id)).time_zone == "Europe/Lisbon"


@rule("A10")
async def test_logging_in_again_makes_the_old_cookie_worthless(
    database: str, browser: Open
) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    old = client.cookies["device"]
    await by_password(client, "jonas@lernfaden.example", PASSWORD)
    assert client.cookies["device"] != old
    thief = with_token(browser, old)
    assert not await may_set(thief)
    assert await may_set(client)


@rule("A10", "N4")
async def test_logging_out_asks_first_and_ends_the_login(database: str, browser: Open) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    token = client.cookies["device"]
    page = await client.get("/logout")
    assert heading(page) == "Ausloggen"
    assert await may_set(client)
    answer = await client.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "device" not in client.cookies
    assert not await may_set(with_token(browser, token))
    assert (await client.get("/logout")).headers["location"] == "/"


@rule("A2", "A3")
async def test_an_unproven_newcomer_is_asked_for_the_pin_on_every_page(
    database: str, browser: Open
) -> None:
    newcomer = await account.register("neu@lernfaden.example")
    await profile.create(Kind.EDUCATOR, "Neu", account=newcomer.id)
    client = await logged_in(browser, newcomer.id)
    assert "neu@lernfaden.example" in words(await client.get("/settings"))
    asked = await client.post("/login/proof")
    assert asked.headers["location"] == "/login/pin"
    answer = await client.post("/login/pin", data={"pin": (await newest()).pin})
    assert answer.headers["location"] == "/"
    assert "neu@lernfaden.example" not in words(await client.get("/settings"))
    assert (await account.by_id(newcomer.id)).is_proven


async def test_a_mail_says_why_a_child_cannot_take_an_address_in_use(
    database: str, client: httpx.AsyncClient
) -> None:
    await proven("dora@lernfaden.example")
    claimed = await account.register("dora@lernfaden.example")
    await profile.create(Kind.CHILD, "Mila", account=claimed.id)
    await login_email.ask_for(claimed.id, "browser", network=HERE)
    link = (await read((await mails())[0][1])).link_token
    answer = await client.post(f"/login/link/{link}")
    assert answer.status_code == 409
    assert "Nehmt eine andere" in words(answer)


async def test_whoever_is_logged_in_is_not_asked_again(database: str, browser: Open) -> None:
    home: Home = await kaya()
    client = await logged_in(browser, home.account, home.nadia.id)
    assert await where(client, "/login") == "/"

"""/login, as a browser without scripts uses it."""

import dataclasses
import re
from datetime import timedelta

import httpx
import pytest

from domain import settings
from tests.conftest import FrozenClock
from tests.domain.accounts.people import NADIA, Home, kaya
from tests.rules import rule
from tests.web.login.people import (
    NOBODY,
    PASSWORD,
    Open,
    ask,
    by_password,
    error_at,
    heading,
    jonas,
    logged_in,
    may_set,
    set_password,
    value_of,
    where,
    with_token,
    words,
)

pytestmark = pytest.mark.usefixtures("quick_hashing")


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


async def test_whoever_is_logged_in_is_not_asked_again(database: str, browser: Open) -> None:
    home: Home = await kaya()
    client = await logged_in(browser, home.account, home.nadia.id)
    assert await where(client, "/login") == "/"


async def test_over_https_every_cookie_is_bound_to_this_host(database: str, browser: Open) -> None:
    await jonas()
    settings.use(dataclasses.replace(settings.current(), base_url="https://lernfaden.example"))
    client = browser(follow_redirects=False)
    answers = [
        await ask(client, NOBODY),
        await by_password(client, "jonas@lernfaden.example", PASSWORD),
    ]
    lines = [line for answer in answers for line in answer.headers.get_list("set-cookie")]
    assert len(lines) == 4
    for line in lines:
        name, *attributes = line.split("; ")
        assert name.startswith("__Host-")
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} < set(attributes)


async def test_password_managers_find_their_fields(database: str, browser: Open) -> None:
    client = await logged_in(browser, (await jonas()).account)
    shown = (await browser().get("/login")).text + (await client.get("/settings/password")).text
    fields = re.findall(r"<input[^>]*>", shown)
    for purpose in ("current-password", "new-password"):
        field = next(each for each in fields if f'autocomplete="{purpose}"' in each)
        assert 'type="password"' in field
    assert sum('autocomplete="username' in each for each in fields) == 2

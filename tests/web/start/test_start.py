"""/ and /start: what Lernfaden is, and becoming a provider without the command line."""

import re

import httpx

from domain.accounts import account, login_email
from domain.profiles import time_zone, usable_profile
from domain.providers import provider
from tests.conftest import FrozenClock
from tests.domain.accounts.people import kaya, mails, proven, read, teaching
from tests.rules import rule
from tests.web.login.people import (
    Open,
    error_at,
    heading,
    logged_in,
    may_set,
    value_of,
    where,
    words,
)
from web.rendering.templates import mail_address

NEW = {"name": "Jonas Weber", "email": "jonas@lernfaden.example", "time_zone": "Europe/Vienna"}


async def test_signed_out_the_first_page_says_what_it_is_and_leads_on(
    database: str, client: httpx.AsyncClient
) -> None:
    page = await client.get("/")
    assert heading(page) == "Lernfaden"
    assert 'href="/login"' in page.text
    assert 'href="/start"' in page.text
    assert "Als Anbieter:in starten" in words(page)


async def test_the_title_of_the_first_page_says_the_name_once(client: httpx.AsyncClient) -> None:
    assert "<title>Lernfaden</title>" in (await client.get("/")).text


@rule("A7")
async def test_signed_in_it_leads_home(database: str, browser: Open) -> None:
    home = await kaya()
    assert await where(await logged_in(browser, home.account), "/") == "/profiles"
    for person in (home.nadia, home.mila):
        client = await logged_in(browser, home.account, person.id)
        assert await where(client, "/") == "/sessions"
    owner = await proven("jonas@lernfaden.example")
    await teaching(owner.id, "Jonas")
    assert await where(await logged_in(browser, owner.id), "/") == "/calendar"


@rule("A11")
async def test_a_newcomer_starts_as_a_specialist_in_one_step(
    database: str, client: httpx.AsyncClient
) -> None:
    assert heading(await client.get("/start")) == "Als Anbieter:in starten"
    answer = await client.post("/start", data=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/services")
    assert await where(client, "/") == "/calendar"
    assert await where(client, "/start") == "/services"
    page = await client.get("/settings")
    assert "Jonas Weber" in (await client.get("/settings/profile")).text
    assert "jonas@lernfaden.example" in words(page)
    assert value_of(await client.get("/settings/profile"), "name") == "Jonas Weber"
    assert 'value="Europe/Vienna" selected' in (await client.get("/settings/profile")).text


@rule("A12")
async def test_without_scripts_a_newcomer_is_where_most_families_are(
    database: str, client: httpx.AsyncClient
) -> None:
    assert (await client.post("/start", data={**NEW, "time_zone": ""})).status_code == 303
    found = await provider.Provider.objects().first()
    assert found is not None
    assert found.time_zone == time_zone.USUAL


@rule("A2", "A3")
async def test_the_mail_it_causes_proves_the_address(
    database: str, client: httpx.AsyncClient
) -> None:
    await client.post("/start", data=NEW)
    [(kind, mail)] = await mails()
    assert kind == "welcome_mail"
    pin = (await read(mail)).pin
    assert (await client.post("/login/pin", data={"pin": pin})).status_code == 303
    owner = await account.owner_of("jonas@lernfaden.example")
    assert owner is not None
    assert owner.is_proven
    assert await may_set(client)


@rule("A3")
async def test_an_address_with_an_account_gets_the_same_answer(
    database: str, browser: Open
) -> None:
    await kaya()
    answers = []
    for address in ("nadia@lernfaden.example", "nobody@lernfaden.example"):
        client = browser()
        answer = await client.post("/start", data={**NEW, "email": address})
        page = await client.get("/settings")
        same = re.sub(
            r'data-(colour|profile)="[^"]+"', "", page.text.replace(mail_address(address), "…")
        )
        answers.append((answer.status_code, answer.text, same))
    assert answers[0] == answers[1]


async def test_bad_input_keeps_what_was_typed(database: str, client: httpx.AsyncClient) -> None:
    answer = await client.post("/start", data={"name": "Jonas", "email": "jonas"})
    assert answer.status_code == 422
    assert error_at(answer, "email")
    assert value_of(answer, "name") == "Jonas"
    assert value_of(answer, "email") == "jonas"
    answer = await client.post("/start", data={"name": " ", "email": "jonas"})
    assert error_at(answer, "name")
    assert error_at(answer, "email")
    answer = await client.post("/start", data={"name": " ", "email": "jonas@lernfaden.example"})
    assert error_at(answer, "name")
    assert await account.owner_of("jonas@lernfaden.example") is None


@rule("A11")
async def test_a_customer_becomes_a_provider_and_stays_a_customer(
    database: str, browser: Open
) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.nadia.id)
    assert "E-Mail-Adresse" not in words(await client.get("/start"))
    answer = await client.post("/start", data={"name": "Nadia unterrichtet"})
    assert answer.headers["location"] == "/services"
    assert await where(client, "/") == "/calendar"
    names = [usable.name for usable in await usable_profile.by(home.account)]
    assert names == ["Nadia Kaya", "Nadia unterrichtet", "Mila", "Tom"]
    again = await client.post("/start", data={"name": "Nadia noch einmal"})
    assert again.status_code == 422
    assert error_at(again, "name")


async def test_a_child_starts_nothing(database: str, browser: Open) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.mila.id)
    assert (await client.get("/start")).status_code == 403
    assert (await client.post("/start", data={"name": "Mila"})).status_code == 403


@rule("A6")
async def test_registering_again_and_again_is_slowed(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    for _ in range(5):
        assert (await browser().post("/start", data=NEW)).status_code == 303
    answer = await browser().post("/start", data=NEW)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "30"


@rule("A6")
async def test_too_many_mails_do_not_keep_a_newcomer_out(
    database: str, client: httpx.AsyncClient, frozen_clock: FrozenClock
) -> None:
    for turn in range(4):
        await login_email.ask("jonas@lernfaden.example", f"{turn}", network=f"192.0.2.{turn}")
    assert (await client.post("/start", data=NEW)).status_code == 303
    assert await may_set(client)


async def test_only_the_body_counts_what_it_is_asked_for_and_a_last_value(
    database: str, client: httpx.AsyncClient
) -> None:
    fields = {**NEW, "name": ["Erste", "Zweite"], "kind": "organisation", "notice_hours": "0"}
    answer = await client.post("/start", params={"name": "Dritte"}, data=fields)
    assert answer.status_code == 303
    [made] = await provider.Provider.objects()
    assert (made.name, made.kind, made.notice_hours) == ("Zweite", "specialist", 24)

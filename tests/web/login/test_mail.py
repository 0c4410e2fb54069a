"""/login/pin and /login/link: the mail's two ways in, as a browser without scripts uses them."""

import re
from datetime import timedelta

import httpx

from domain import database as db
from domain.accounts import account, known_browser, login_email
from domain.profiles import profile
from domain.profiles.profile import Kind
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, asked, kaya, mails, proven, read, teaching
from tests.rules import rule
from tests.web.login.people import (
    PASSWORD,
    Open,
    ask,
    by_password,
    error_at,
    heading,
    jonas,
    logged_in,
    may_set,
    newest,
    value_of,
    where,
    words,
)


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
    assert re.search(r'<input[^>]* id="pin"[^>]* autofocus', page.text)
    form = {"pin": pin, "next": value_of(page, "next")}
    answer = await phone.post("/login/pin", data=form)
    assert answer.headers["location"] == "/profiles?next=/settings"
    await phone.post(f"/profiles/{home.nadia.id}/choice")
    assert await may_set(phone)
    assert not await may_set(other)


@rule("A2", "A6")
async def test_where_too_many_pins_were_typed_the_link_still_lets_in(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    await kaya()
    phone = browser()
    await asked(browser="a stranger's")
    await db.rows("UPDATE login_emails SET failed_count = 50")
    await ask(phone, NADIA)
    mail = await newest()
    answer = await phone.post("/login/pin", data={"pin": mail.pin})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == str(24 * 60 * 60)
    assert "Der Link in der Mail" in error_at(answer, "pin")
    assert "in 24 Stunden" in error_at(answer, "pin")
    assert (await phone.post(f"/login/link/{mail.link_token}")).status_code == 303


@rule("A2", "A6")
async def test_a_strangers_flood_keeps_nobody_out_of_a_browser_used_before(
    database: str, browser: Open
) -> None:
    own, stranger = browser(), browser()
    await jonas()
    address = "jonas@lernfaden.example"
    await by_password(own, address, PASSWORD)
    assert (await own.post("/logout")).status_code == 303
    while (await ask(stranger, address)).status_code == 303:
        pass
    assert (await ask(browser(), address)).status_code == 429
    before = {id for _, id in await mails()}
    assert (await ask(own, address)).status_code == 303
    (mail,) = [id for _, id in await mails() if id not in before]
    await ask(stranger, address)
    assert (await own.post("/login/pin", data={"pin": (await read(mail)).pin})).status_code == 303
    assert await may_set(own)


@rule("A6")
async def test_a_browser_that_is_used_daily_stays_known(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    assert "known" not in client.cookies
    frozen_clock.forward(timedelta(days=1))
    await client.get("/settings")
    assert known_browser.named(client.cookies["known"], "jonas@lernfaden.example")


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


@rule("A2", "A3")
async def test_an_unproven_newcomer_is_asked_for_the_pin_on_every_page(
    database: str, browser: Open
) -> None:
    newcomer = await account.register("neu@lernfaden.example")
    await teaching(newcomer.id, "Neu")
    client = await logged_in(browser, newcomer.id)
    assert "neu@lernfaden.example" in words(await client.get("/settings"))
    asked = await client.post("/login/proof")
    assert asked.headers["location"] == "/login/pin"
    answer = await client.post("/login/pin", data={"pin": (await newest()).pin})
    assert answer.headers["location"] == "/"
    assert "neu@lernfaden.example" not in words(await client.get("/settings"))
    assert (await account.by_id(newcomer.id)).is_proven


@rule("A2")
async def test_a_wrong_pin_is_said_in_the_panel_of_whoever_is_in_already(
    database: str, browser: Open
) -> None:
    newcomer = await account.register("neu@lernfaden.example")
    await teaching(newcomer.id, "Neu")
    client = await logged_in(browser, newcomer.id)
    asked = await client.post("/login/proof", data={"next": "/services"})
    assert asked.headers["location"] == "/login/pin?next=/services"
    pin = (await newest()).pin
    wrong = {"pin": f"{(int(pin) + 1) % 10**6:06}", "next": "/services"}
    refused = await client.post("/login/pin", data=wrong)
    assert "4" in error_at(refused, "pin")
    assert "PIN prüfen" in refused.text
    assert "Nichts angekommen?" not in refused.text
    answer = await client.post("/login/pin", data={**wrong, "pin": pin})
    assert answer.headers["location"] == "/services"


async def test_a_mail_says_why_a_child_cannot_take_an_address_in_use(
    database: str, client: httpx.AsyncClient
) -> None:
    await proven("dora@lernfaden.example")
    claimed = await account.register("dora@lernfaden.example")
    await profile.write([profile.new(Kind.CHILD, "Mila", account=claimed.id)])
    await login_email.ask_for(claimed.id, "browser", network=HERE)
    link = (await read((await mails())[0][1])).link_token
    answer = await client.post(f"/login/link/{link}")
    assert answer.status_code == 409
    assert "Nehmt eine andere" in words(answer)

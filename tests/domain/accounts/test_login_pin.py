"""The PIN of a login mail: guessed by nobody, neither in one mail nor in many."""

import asyncio
from datetime import timedelta

import pytest

from domain import database as db
from domain.accounts import known_browser, login_link
from domain.accounts.login_email import Used
from domain.errors import Invalid, Throttled
from tests.conftest import FrozenClock
from tests.domain.accounts.people import NADIA, asked, kaya, mailed, read, refused_pin, use_pin
from tests.rules import rule

NOBODY = "nobody@lernfaden.example"


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


@rule("A2")
async def test_the_pin_has_six_digits_and_logs_in_once(database: str) -> None:
    home = await kaya()
    pin = (await mailed()).pin
    assert len(pin) == 6
    assert pin.isdigit()
    assert await use_pin(f" {pin[:3]} {pin[3:]} ") == Used(home.account, True)
    assert await refused_pin(pin) == "over"


@rule("A2")
async def test_the_pin_is_taken_only_in_the_browser_that_asked(database: str) -> None:
    await kaya()
    mail = await mailed(browser="phone")
    assert await refused_pin(mail.pin, "somebody else's") == "over"
    await use_pin(mail.pin, "phone")


@rule("A2")
async def test_after_five_wrong_pins_the_right_one_is_too_late(database: str) -> None:
    await kaya()
    mail = await mailed()
    told = [await refused_pin(wrong(mail.pin)) for _ in range(5)]
    assert told == ["wrong"] * 4 + ["over"]
    assert await refused_pin(mail.pin) == "over"


@rule("A2", "A3")
@pytest.mark.parametrize("address", [NADIA, NOBODY])
@pytest.mark.parametrize("typed", ["none", "", "None", "null", "000000"])
async def test_no_pin_is_right_before_there_is_one(database: str, address: str, typed: str) -> None:
    await kaya()
    await asked(address)
    assert await refused_pin(typed) == "wrong"


@rule("A2", "A6")
async def test_fifty_guesses_at_once_are_five(database: str) -> None:
    await kaya()
    mail = await mailed()
    tries = [use_pin(f"{number:06}") for number in range(50) if f"{number:06}" != mail.pin]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    compared = [e for e in ended if isinstance(e, Invalid) and e.code == "wrong"]
    assert len(compared) <= 4
    assert await db.rows("SELECT failed_count FROM login_emails") == [(5,)]


@rule("A2", "A3", "A6")
@pytest.mark.parametrize("address", [NADIA, NOBODY])
async def test_a_stranger_guesses_fifty_pins_a_day_in_however_many_mails(
    database: str, frozen_clock: FrozenClock, address: str
) -> None:
    home = await kaya()
    for turn in range(10):
        browser, network = f"browser {turn}", f"203.0.113.{turn}"
        await asked(address, browser, network)
        for _ in range(5):
            await refused_pin("no pin", browser, network)
        frozen_clock.forward(timedelta(minutes=1))
    mail = await read(await asked(address, "another"))
    with pytest.raises(Throttled) as refused:
        await use_pin(mail.pin, "another")
    assert refused.value.retry_after_seconds == 24 * 60 * 60 - 10 * 60
    known = await asked(browser="owner's", known=known_browser.proving("", NADIA))
    assert (await use_pin((await read(known)).pin, "owner's")).account == home.account
    if address == NADIA:
        assert (await login_link.use(mail.link_token, None)).account == home.account
    frozen_clock.forward(timedelta(days=1))
    await asked(address, "another")
    assert await refused_pin("no pin", "another") == "wrong"


@rule("A2", "A6")
async def test_of_many_guesses_at_once_in_many_mails_fifty_are_compared(database: str) -> None:
    await kaya()
    networks = [f"203.0.113.{turn}" for turn in range(15)]
    for network in networks:
        await asked(browser=network, network=network)
    tries = [use_pin("no pin", network, network) for network in networks for _ in range(5)]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, Invalid) for end in ended) <= 50
    assert sum(isinstance(end, Throttled) for end in ended) >= 25

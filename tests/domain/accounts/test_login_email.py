"""The login e-mail: link and PIN, each of them once, in time, and told to nobody else."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain import database as db
from domain.accounts import login_email, login_link, login_pin, login_secrets
from domain.accounts.login_email import Used
from domain.accounts.login_link import LinkOver
from domain.accounts.login_secrets import Secrets
from domain.errors import Invalid, Throttled
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, asked, kaya, mailed, proven, read
from tests.rules import rule

NOBODY = "nobody@lernfaden.example"


async def use_pin(pin: str, browser: str = "phone") -> Used:
    return await login_pin.use(browser, pin, network=HERE)


async def refusal(pin: str, browser: str = "phone") -> str:
    with pytest.raises(Invalid) as refused:
        await use_pin(pin, browser)
    return refused.value.code


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


@rule("A2")
async def test_the_link_logs_in_once(database: str) -> None:
    home = await kaya()
    mail = await mailed()
    assert mail.address == NADIA
    assert await login_link.use(mail.link_token, "phone") == Used(home.account, True)
    with pytest.raises(LinkOver):
        await login_link.use(mail.link_token, "phone")


@rule("A2")
async def test_looking_at_the_link_spends_nothing(database: str) -> None:
    await kaya()
    mail = await mailed()
    for _ in range(3):
        assert await login_link.is_usable(mail.link_token)
    await login_link.use(mail.link_token, None)
    assert not await login_link.is_usable(mail.link_token)


@rule("A2")
async def test_the_pin_has_six_digits_and_logs_in_once(database: str) -> None:
    home = await kaya()
    pin = (await mailed()).pin
    assert len(pin) == 6
    assert pin.isdigit()
    assert await use_pin(f" {pin[:3]} {pin[3:]} ") == Used(home.account, True)
    assert await refusal(pin) == "over"


@rule("A2")
async def test_using_one_spends_both(database: str) -> None:
    await kaya()
    first = await mailed()
    await login_link.use(first.link_token, None)
    assert await refusal(first.pin) == "over"
    second = await mailed()
    await use_pin(second.pin)
    with pytest.raises(LinkOver):
        await login_link.use(second.link_token, None)


@rule("A2")
@pytest.mark.parametrize("browser", ["phone", "laptop"])
async def test_asking_again_spends_the_earlier_pair(database: str, browser: str) -> None:
    await kaya()
    earlier, later = await mailed(), await mailed(browser=browser)
    with pytest.raises(LinkOver):
        await login_link.use(earlier.link_token, None)
    if browser != "phone":
        assert await refusal(earlier.pin, "phone") == "over"
    await use_pin(later.pin, browser)


@rule("A2")
async def test_both_last_15_minutes(database: str, frozen_clock: FrozenClock) -> None:
    await kaya()
    mail = await mailed()
    frozen_clock.forward(timedelta(minutes=15))
    assert await refusal(mail.pin) == "over"
    with pytest.raises(LinkOver):
        await login_link.use(mail.link_token, None)
    mail = await mailed()
    frozen_clock.forward(timedelta(minutes=14, seconds=59))
    await use_pin(mail.pin)


@rule("A2")
async def test_the_pin_is_taken_only_in_the_browser_that_asked(database: str) -> None:
    await kaya()
    mail = await mailed(browser="phone")
    assert await refusal(mail.pin, "somebody else's") == "over"
    await use_pin(mail.pin, "phone")


@rule("A2")
async def test_the_link_works_in_any_browser_and_tells_which(database: str) -> None:
    home = await kaya()
    mail = await mailed(browser="phone")
    assert await login_link.use(mail.link_token, "laptop") == Used(home.account, False)


@rule("A2")
async def test_after_five_wrong_pins_the_right_one_is_too_late(database: str) -> None:
    await kaya()
    mail = await mailed()
    told = [await refusal(wrong(mail.pin)) for _ in range(5)]
    assert told == ["wrong"] * 4 + ["over"]
    assert await refusal(mail.pin) == "over"


@rule("A2", "A6")
async def test_fifty_guesses_at_once_are_five(database: str) -> None:
    await kaya()
    mail = await mailed()
    tries = [use_pin(f"{number:06}") for number in range(50) if f"{number:06}" != mail.pin]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    compared = [e for e in ended if isinstance(e, Invalid) and e.code == "wrong"]
    assert len(compared) <= 4
    assert await db.rows("SELECT failed_count FROM login_emails") == [(5,)]


@rule("A2")
async def test_of_two_who_use_the_same_link_at_once_one_gets_in(database: str) -> None:
    await kaya()
    mail = await mailed()
    tries = [login_link.use(mail.link_token, None) for _ in range(8)]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, Used) for end in ended) == 1
    assert sum(isinstance(end, LinkOver) for end in ended) == 7


@rule("A2")
async def test_of_link_and_pin_used_at_once_one_gets_in(database: str) -> None:
    await kaya()
    mail = await mailed()
    tries = [login_link.use(mail.link_token, None), use_pin(mail.pin), use_pin(mail.pin)]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(end, Used) for end in ended) == 1


@rule("A2")
async def test_a_mail_that_is_written_again_ends_what_stood_in_it_before(database: str) -> None:
    await kaya()
    mail = await asked()
    first, again = await read(mail), await read(mail)
    with pytest.raises(LinkOver):
        await login_link.use(first.link_token, None)
    await login_link.use(again.link_token, None)


@rule("A2")
async def test_the_database_holds_neither_link_nor_pin(database: str) -> None:
    await kaya()
    mail = await mailed()
    kept = str(await db.rows("SELECT * FROM login_emails")) + str(
        await db.rows("SELECT * FROM outbox")
    )
    assert mail.link_token not in kept
    assert f"'{mail.pin}'" not in kept


@rule("A3")
async def test_an_unknown_address_leaves_the_same_rows_and_ends_the_same(database: str) -> None:
    await kaya()
    known, unknown = await asked(NADIA, "a"), await asked(NOBODY, "b")
    rows = await db.rows(
        "SELECT o.kind, l.failed_count, l.spent_at, l.link_hash, l.pin_hash "
        "FROM login_emails l JOIN outbox o ON o.useful_until = l.expires_at "
        "AND o.payload LIKE '%' || CAST(l.id AS VARCHAR(36)) || '%'"
    )
    assert len(rows) == 2
    assert len(set(rows)) == 1
    assert isinstance(await login_secrets.prepare(known), Secrets)
    assert await login_secrets.prepare(unknown) is None
    for browser in ("a", "b"):
        told = [await refusal("no pin", browser) for _ in range(6)]
        assert told == ["wrong"] * 4 + ["over"] * 2


@rule("A2")
async def test_nobody_gets_a_mail_that_is_of_no_use_any_more(
    database: str, frozen_clock: FrozenClock
) -> None:
    await kaya()
    late = await asked()
    frozen_clock.forward(timedelta(minutes=16))
    assert await login_secrets.prepare(late) is None
    replaced = await asked()
    await asked()
    assert await login_secrets.prepare(replaced) is None
    assert await login_secrets.prepare(UUID(int=1)) is None


@rule("A6")
@pytest.mark.parametrize("address", [NADIA, NOBODY])
async def test_nobody_is_flooded_with_mails(
    database: str, frozen_clock: FrozenClock, address: str
) -> None:
    await proven(NADIA)
    for turn in range(4):
        await login_email.ask(address, f"browser {turn}", network=f"192.0.2.{turn}")
    with pytest.raises(Throttled) as refused:
        await login_email.ask(address, "browser", network="198.51.100.1")
    assert refused.value.retry_after_seconds == 30

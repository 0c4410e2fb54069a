"""The login e-mail: link and PIN, each of them once, in time, and told to nobody else."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest

from domain import database as db
from domain.accounts import (
    known_browser,
    limits,
    login_email,
    login_link,
    login_secrets,
    throttle,
)
from domain.accounts.login_email import Used
from domain.accounts.login_link import LinkOver
from domain.errors import Throttled
from tests.conftest import FrozenClock
from tests.domain.accounts.people import (
    HERE,
    NADIA,
    THERE,
    asked,
    kaya,
    mailed,
    proven,
    read,
    refused_pin,
    use_pin,
)
from tests.rules import rule

NOBODY = "nobody@lernfaden.example"


async def flood(address: str, networks: list[str]) -> int:
    """Asks for a mail from each of these; returns how many were let through."""
    let_through = 0
    for network in networks:
        with suppress(Throttled):
            await login_email.ask(address, "a stranger's", network=network)
            let_through += 1
    return let_through


@rule("A2")
async def test_the_link_logs_in_once(database: str) -> None:
    home = await kaya()
    mail = await mailed()
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
async def test_using_one_spends_both(database: str) -> None:
    await kaya()
    first = await mailed()
    await login_link.use(first.link_token, None)
    assert await refused_pin(first.pin) == "over"
    second = await mailed()
    await use_pin(second.pin)
    with pytest.raises(LinkOver):
        await login_link.use(second.link_token, None)


@rule("A2")
async def test_asking_again_spends_the_earlier_pair(database: str) -> None:
    await kaya()
    earlier, later = await mailed(), await mailed()
    with pytest.raises(LinkOver):
        await login_link.use(earlier.link_token, None)
    await use_pin(later.pin)


@rule("A2", "A6")
@pytest.mark.parametrize("way", ["link", "pin"])
async def test_what_others_ask_for_leaves_the_pair_of_this_browser(database: str, way: str) -> None:
    home = await kaya()
    mail = await mailed()
    for _ in range(2):
        await asked(browser="a stranger's", network=THERE)
    used = login_link.use(mail.link_token, None) if way == "link" else use_pin(mail.pin)
    assert (await used).account == home.account


@rule("A2")
async def test_both_last_15_minutes(database: str, frozen_clock: FrozenClock) -> None:
    await kaya()
    mail = await mailed()
    frozen_clock.forward(timedelta(minutes=15))
    assert await refused_pin(mail.pin) == "over"
    with pytest.raises(LinkOver):
        await login_link.use(mail.link_token, None)
    mail = await mailed()
    frozen_clock.forward(timedelta(minutes=14, seconds=59))
    await use_pin(mail.pin)


@rule("A2")
async def test_the_link_works_in_any_browser_and_tells_which(database: str) -> None:
    home = await kaya()
    mail = await mailed(browser="phone")
    assert await login_link.use(mail.link_token, "laptop") == Used(home.account, False)


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
    assert (await login_link.use((await read(known)).link_token, None)).account
    nobodys = await read(unknown)
    with pytest.raises(LinkOver):
        await login_link.use(nobodys.link_token, None)
    assert await refused_pin(nobodys.pin, "b") == "wrong"
    for browser, address in (("a", NADIA), ("b", NOBODY)):
        await asked(address, browser)
        told = [await refused_pin("no pin", browser) for _ in range(6)]
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
    assert await flood(address, [f"192.0.2.{turn}" for turn in range(100)]) == 40
    with pytest.raises(Throttled) as refused:
        await login_email.ask(address, "browser", network="198.51.100.1")
    assert refused.value.retry_after_seconds == 30


@rule("A3", "A6")
@pytest.mark.parametrize("address", [NADIA, NOBODY])
async def test_a_stranger_who_floods_delays_nobody_who_asks_from_elsewhere(
    database: str, frozen_clock: FrozenClock, address: str
) -> None:
    await proven(NADIA)
    assert await flood(address, [HERE] * 20) == 4
    let_through = 4
    until = frozen_clock.forward(timedelta(0)) + throttle.REMEMBERED
    while frozen_clock.forward(timedelta(seconds=30)) < until:
        let_through += await flood(address, [HERE])
    assert let_through < limits.PER_ADDRESS["login_email"].free_count
    await login_email.ask(address, "owner's", network=THERE)


@rule("A6")
async def test_a_browser_that_was_let_in_before_is_delayed_by_nobody_else(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    known = known_browser.proving("", NADIA)
    await flood(NADIA, [f"192.0.2.{turn}" for turn in range(100)])
    await flood("other@lernfaden.example", [HERE] * 100)
    for stranger in ("", known_browser.proving("", "dora@lernfaden.example")):
        with pytest.raises(Throttled):
            await login_email.ask(NADIA, "phone", network=HERE, known=stranger)
    for _ in range(4):
        mail = await asked(known=known)
    with pytest.raises(Throttled):
        await login_email.ask(NADIA, "phone", network=HERE, known=known)
    await login_email.ask(NADIA, "laptop", network=HERE, known=known_browser.proving("", NADIA))
    assert (await use_pin((await read(mail)).pin)).account == home.account

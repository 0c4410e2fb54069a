"""Passwords: what is taken, what it opens, and what guessing costs."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest

from domain.accounts import (
    account,
    computing,
    credentials,
    device,
    device_login,
    login_link,
    password,
    password_hash,
)
from domain.accounts.account import Account
from domain.errors import Invalid, Throttled
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, THERE, Home, kaya, mailed, mails, proven
from tests.rules import rule

GOOD = "Faden-und-Knoten-26"
DEAREST = ('4@8({[<369!1|0$5+7%2"*7' * 6)[:128]
"""Each sign can stand for several letters, and the estimator tries them all."""


async def with_password() -> Home:
    home = await kaya()
    await set_password(home)
    return home


async def set_password(home: Home, typed: str = GOOD) -> str:
    """Returns the token of the device on which it was set."""
    token = (await device_login.log_in(home.account, user_agent="Tablet")).token
    found = await device.by_token(token)
    assert found is not None
    return await password.change(home.account, typed, on=found.id)


@rule("A4")
async def test_a_password_opens_its_account(database: str) -> None:
    home = await with_password()
    found = await credentials.verify("Nadia@lernfaden.example", GOOD, network=HERE)
    assert found is not None
    assert found.id == home.account
    assert await credentials.verify(NADIA, GOOD + "!", network=HERE) is None


@rule("A4")
async def test_it_is_kept_as_argon2id_only(database: str) -> None:
    home = await with_password()
    kept = (await account.by_id(home.account)).password_hash
    assert kept.startswith("$argon2id$")


@rule("A4")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Fad-26!", "too_short"),
        ("x" * 129, "too_long"),
        ("password1", "easily_guessed"),
        ("nadiakaya", "easily_guessed"),
        ("Nadia Kaya", "easily_guessed"),
        ("nadia@lernfaden.example", "easily_guessed"),
        ("lernfaden", "easily_guessed"),
        ("Sonne123", "easily_guessed"),
        ("a" * 128, "easily_guessed"),
    ],
)
async def test_short_long_and_guessable_ones_are_refused(
    database: str, typed: str, code: str
) -> None:
    home = await kaya()
    with pytest.raises(Invalid) as refused:
        await set_password(home, typed)
    assert (refused.value.field, refused.value.code) == ("password", code)
    assert (await account.by_id(home.account)).password_hash is None


@rule("A4")
@pytest.mark.parametrize("typed", ["mx7 Qw-z", "🧵 und 🪢 am Abend", "ß" * 3 + " vier Knoten" * 10])
async def test_any_character_is_taken(database: str, typed: str) -> None:
    home = await kaya()
    await set_password(home, typed)
    assert await credentials.verify(NADIA, typed, network=HERE) is not None


@rule("A4")
async def test_an_umlaut_is_the_same_from_every_keyboard(database: str) -> None:
    home = await kaya()
    await set_password(home, "zwölf Knoten im Faden")
    assert await credentials.verify(NADIA, "zwo\u0308lf Knoten im Faden", network=HERE) is not None


@rule("A4", "A10")
@pytest.mark.usefixtures("quick_hashing")
async def test_changing_it_logs_out_every_other_device_and_mails_the_owner(database: str) -> None:
    home = await kaya()
    other = await device_login.log_in(home.account, user_agent="Phone")
    token = await set_password(home)
    assert await device.by_token(other.token) is None
    assert await device.by_token(token) is not None
    assert await mails() == [("password_mail", home.account)]


async def test_it_can_be_set_only_once_the_address_is_proven(database: str) -> None:
    home = await kaya(await account.register(NADIA))
    with pytest.raises(account.AddressUnproven):
        await set_password(home)


@rule("A3")
async def test_an_unknown_address_costs_the_same_work(database: str) -> None:
    await with_password()
    await proven("dora@lernfaden.example")

    async def cost(address: str) -> float:
        best = []
        for turn in range(4):
            begun = time.process_time()
            assert await credentials.verify(address, "wrong", network=f"192.0.2.{turn}") is None
            best.append(time.process_time() - begun)
        return min(best)

    assert not password_hash.is_outdated(password_hash.NOBODYS)
    known = await cost(NADIA)
    assert 0.7 * known < await cost("nobody@lernfaden.example") < 1.4 * known
    assert 0.7 * known < await cost("dora@lernfaden.example") < 1.4 * known


@rule("A6")
@pytest.mark.parametrize("address", [NADIA, "nobody@lernfaden.example"])
@pytest.mark.usefixtures("quick_hashing")
async def test_guessing_at_one_address_gets_slower(
    database: str, frozen_clock: FrozenClock, address: str
) -> None:
    await with_password()
    waits = []
    for turn in range(9):
        try:
            await credentials.verify(address, "wrong", network=f"192.0.2.{turn}")
        except Throttled as refused:
            waits.append(refused.retry_after_seconds)
            frozen_clock.forward(timedelta(seconds=refused.retry_after_seconds))
            await credentials.verify(address, "wrong", network=f"192.0.2.{turn}")
    assert waits == [5, 10, 20, 40]


@rule("A6")
@pytest.mark.usefixtures("quick_hashing")
async def test_the_owner_still_gets_in_by_mail(database: str, frozen_clock: FrozenClock) -> None:
    home = await with_password()
    with pytest.raises(Throttled):
        for _ in range(20):
            await credentials.verify(NADIA, "wrong", network=HERE)
    link = (await mailed(network=THERE)).link_token
    assert (await login_link.use(link, None)).account == home.account


@rule("A6")
@pytest.mark.usefixtures("quick_hashing")
async def test_the_right_password_forgets_the_wrong_ones(
    database: str, frozen_clock: FrozenClock
) -> None:
    await with_password()
    for _ in range(3):
        for _ in range(4):
            await credentials.verify(NADIA, "wrong", network=HERE)
        assert await credentials.verify(NADIA, GOOD, network=HERE) is not None


async def test_a_hash_that_no_longer_fits_the_times_is_made_anew(database: str) -> None:
    from argon2 import PasswordHasher

    home = await kaya()
    weak = PasswordHasher(time_cost=1, memory_cost=1024).hash(GOOD)
    await Account.update({Account.password_hash: weak}).where(Account.id == home.account)
    assert await credentials.verify(NADIA, GOOD, network=HERE) is not None
    assert (await account.by_id(home.account)).password_hash != weak
    assert await credentials.verify(NADIA, GOOD, network=HERE) is not None


@rule("A4")
@pytest.mark.usefixtures("quick_hashing")
async def test_a_phone_found_unlocked_changes_nothing_without_the_old_one(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    found = await device.by_token(await set_password(home))
    assert found is not None
    new = "Knoten-im-Faden-77"
    assert not await password.needs_current(home.account, on=found.id)
    frozen_clock.forward(device.FRESH)
    assert await password.needs_current(home.account, on=found.id)
    for current in ("", "Faden"):
        with pytest.raises(Invalid) as refused:
            await password.change(home.account, new, on=found.id, current=current, network=HERE)
        assert (refused.value.field, refused.value.code) == ("current", "wrong")
    assert await credentials.verify(NADIA, GOOD, network=HERE) is not None
    await password.change(home.account, new, on=found.id, current=GOOD, network=HERE)
    assert await credentials.verify(NADIA, new, network=HERE) is not None


@rule("A4")
async def test_the_dearest_password_is_estimated_in_a_moment(database: str) -> None:
    home = await kaya()
    begun = time.process_time()
    await set_password(home, DEAREST)
    assert time.process_time() - begun < 3
    assert await credentials.verify(NADIA, DEAREST, network=HERE) is not None


@rule("A6")
async def test_nobody_who_logs_in_waits_while_new_passwords_are_estimated(database: str) -> None:
    home = await with_password()
    may_go_on = threading.Event()
    estimates = [computing.ESTIMATING.submit(may_go_on.wait) for _ in range(6)]
    waiting = asyncio.create_task(set_password(home, DEAREST))
    try:
        async with asyncio.timeout(60):
            assert await credentials.verify(NADIA, GOOD, network=HERE) is not None
        assert not waiting.done()
        assert not any(each.done() for each in estimates)
    finally:
        may_go_on.set()
    await waiting


@rule("A6")
async def test_one_account_that_changes_its_password_over_and_over_is_slowed(
    database: str, frozen_clock: FrozenClock
) -> None:
    home = await kaya()
    for turn in range(10):
        with pytest.raises(Invalid):
            await set_password(home, f"password{turn}")
    with pytest.raises(Throttled) as refused:
        await set_password(home)
    assert refused.value.retry_after_seconds == 30
    frozen_clock.forward(timedelta(seconds=30))
    await set_password(home)

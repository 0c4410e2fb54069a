"""What a used link or PIN proves, and whose account it opens then."""

import asyncio
from uuid import UUID

import pytest

from domain.accounts import account, device, device_login, login_email, login_link, login_pin, proof
from domain.accounts.account import Account
from domain.accounts.login_email import Used
from domain.accounts.proof import NotLinked
from domain.profiles import profile, usable_profile
from domain.profiles.profile import Kind
from tests.domain.accounts.people import (
    HERE,
    NADIA,
    kaya,
    mailed,
    mails,
    proven,
    read,
    teaching,
)
from tests.rules import rule


async def registered(name: str, browser: str) -> tuple[Account, str]:
    """A newcomer who is in already; the account and the device's token."""
    made = await account.register(NADIA)
    await teaching(made.id, name)
    return made, (await device_login.log_in(made.id, user_agent=browser)).token


async def proof_mail(newcomer: Account, browser: str) -> UUID:
    before = {id for _, id in await mails()}
    await login_email.ask_for(newcomer.id, browser, network=HERE)
    return next(id for _, id in await mails() if id not in before)


async def names(account_id: UUID) -> list[str]:
    return sorted(usable.name for usable in await usable_profile.by(account_id))


@rule("A2")
async def test_a_pin_proves_the_address_and_everybody_stays_logged_in(database: str) -> None:
    newcomer, token = await registered("Jonas", "phone")
    pin = (await read(await proof_mail(newcomer, "phone"))).pin
    used = await login_pin.use("phone", pin, network=HERE)
    assert await proof.prove(used) == proof.Proven(newcomer.id, True)
    assert (await account.by_id(newcomer.id)).email == NADIA
    assert await device.by_token(token) is not None
    assert await proof.prove(used) == proof.Proven(newcomer.id, False)


@rule("A3")
async def test_proof_from_another_browser_logs_out_who_typed_a_strangers_address(
    database: str,
) -> None:
    newcomer, token = await registered("Somebody", "phone")
    mail = await read(await proof_mail(newcomer, "phone"))
    await proof.prove(await login_link.use(mail.link_token, "laptop"))
    assert await device.by_token(token) is None


@rule("A3", "B2")
async def test_a_newcomer_whose_address_has_an_account_joins_it(database: str) -> None:
    home = await kaya()
    newcomer, token = await registered("Nadia teaches", "phone")
    mail = await read(await proof_mail(newcomer, "phone"))
    used = await login_link.use(mail.link_token, "phone")
    assert await proof.prove(used) == proof.Proven(home.account, True)
    assert await names(home.account) == ["Mila", "Nadia Kaya", "Nadia teaches", "Tom"]
    moved = await device.by_token(token)
    assert moved is not None
    assert moved.account == home.account
    assert not await Account.exists().where(Account.id == newcomer.id)


@rule("A3")
async def test_a_stranger_who_typed_the_owners_address_does_not_come_along(database: str) -> None:
    await kaya()
    newcomer, token = await registered("Somebody", "stranger's phone")
    mail = await read(await proof_mail(newcomer, "stranger's phone"))
    await proof.prove(await login_link.use(mail.link_token, "Nadia's phone"))
    assert await device.by_token(token) is None


@rule("A3")
async def test_two_newcomers_who_prove_one_address_at_once_share_an_account(database: str) -> None:
    first, _ = await registered("Nadia", "phone")
    second, _ = await registered("Nadia teaches", "laptop")
    proven = await asyncio.gather(
        proof.prove(Used(first.id, True)), proof.prove(Used(second.id, True))
    )
    assert proven[0].account == proven[1].account
    assert await names(proven[0].account) == ["Nadia", "Nadia teaches"]


async def test_the_login_page_lets_an_unproven_newcomer_in_too(database: str) -> None:
    newcomer, _ = await registered("Nadia", "phone")
    mail = await mailed(browser="laptop")
    used = await login_pin.use("laptop", mail.pin, network=HERE)
    assert (await proof.prove(used)).account == newcomer.id


@rule("A8")
async def test_a_childs_login_never_joins_somebody_elses_account(database: str) -> None:
    owner = await proven(NADIA)
    claimed = await account.register(NADIA)
    await profile.write([profile.new(Kind.CHILD, "Mila", account=claimed.id)])
    with pytest.raises(NotLinked):
        await proof.prove(Used(claimed.id, True))
    assert await names(owner.id) == []

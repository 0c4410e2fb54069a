"""A new passkey: whose it is, what it is called, and when there is none."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain.accounts import account, child_login, device, reader
from domain.accounts.account import AddressUnproven
from domain.accounts.passkeys import (
    ceremony,
    challenge,
    handle,
    login,
    passkey,
    registration,
    removal,
)
from domain.accounts.passkeys.passkey import Passkey
from domain.accounts.passkeys.refusal import Refused
from domain.accounts.passkeys.registration import LoginTooOld, TooMany
from domain.errors import NotFound
from tests.authenticator import GOOGLE, PRESENT, Authenticator, registered
from tests.conftest import FrozenClock
from tests.domain.accounts.passkeys.people import (
    PHONE,
    Holder,
    holding,
    is_refused,
    log_in,
    logged_in,
    nadia,
)
from tests.domain.accounts.people import HERE, kaya, mails, proven
from tests.rules import rule
from tests.world import World


async def is_not_taken(made: str, held: Holder) -> bool:
    with pytest.raises(Refused) as refused:
        await take(made, held)
    return refused.value.code == "refused"


async def take(made: str, held: Holder) -> Passkey:
    return await registration.register(
        held.account, made, on=held.device, kind="Phone", network=HERE
    )


@rule("A5")
async def test_it_is_kept_as_what_is_public_of_it_and_its_owner_is_told(database: str) -> None:
    held = await nadia()
    [kept] = await passkey.of(held.account)
    assert (kept.name, kept.sign_count, kept.is_backed_up) == ("iPhone · Safari", 0, True)
    assert kept.transports == "internal"
    assert await mails() == [("passkey_mail", held.account)]


@rule("A5")
async def test_it_is_called_after_who_keeps_it_and_can_be_renamed(database: str) -> None:
    held = await nadia(Authenticator(aaguid=GOOGLE))
    assert held.passkey.name == "Google Password Manager"
    await passkey.rename(held.passkey.id, "Mein Telefon", account=held.account)
    assert (await passkey.by_id(held.passkey.id, account=held.account)).name == "Mein Telefon"


@rule("A5")
async def test_what_its_keeper_learns_says_nothing_of_the_person(database: str) -> None:
    held = await nadia()
    asked = await registration.ask(held.account, "Nadia Kaya", on=held.device)
    assert asked["user"]["id"] == ceremony.written(await handle.known(held.account))
    assert held.own.handle not in (held.account.bytes, b"")
    assert asked["user"]["name"] == "nadia@lernfaden.example"
    assert asked["user"]["displayName"] == "Nadia Kaya"
    assert asked["rp"] == {"id": "localhost", "name": "Lernfaden"}
    wanted = asked["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    [known] = asked["excludeCredentials"]
    assert (known["id"], known["transports"]) == (held.passkey.credential, ["internal"])


@rule("A5")
async def test_all_of_an_account_have_one_handle_and_no_other_account_has_it(database: str) -> None:
    held = await nadia()
    again = await holding(held.account)
    other = await holding((await proven("dora@lernfaden.example")).id)
    assert held.own.handle == again.own.handle != other.own.handle


@rule("A5")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", "https://evil.example"),
        ("rp_id", "evil.example"),
        ("flags", PRESENT),
    ],
)
async def test_wrong_in_one_thing_none_is_made(database: str, field: str, value: object) -> None:
    held, own = await nadia(), Authenticator()
    setattr(own, field, value)
    asked = await registration.ask(held.account, "", on=held.device)
    assert await is_not_taken(own.make(asked), held)
    assert len(await passkey.of(held.account)) == 1


@rule("A5")
async def test_a_challenge_makes_one_and_only_on_its_device(
    database: str, frozen_clock: FrozenClock
) -> None:
    held = await nadia()
    asked = await registration.ask(held.account, "", on=await logged_in(held.account))
    assert await is_not_taken(Authenticator().make(asked), held)
    asked = await registration.ask(held.account, "", on=held.device)
    await take(Authenticator().make(asked), held)
    assert await is_not_taken(Authenticator().make(asked), held)
    asked = await registration.ask(held.account, "", on=held.device)
    frozen_clock.forward(challenge.KEPT)
    assert await is_not_taken(Authenticator().make(asked), held)


@rule("A5")
async def test_what_was_signed_to_log_in_makes_none(database: str) -> None:
    held = await nadia()
    assert await is_not_taken(held.own.sign(login.ask(PHONE)), held)
    assert await is_refused(held.own.make(await _asked(held)))


async def _asked(held: Holder) -> ceremony.Options:
    return await registration.ask(held.account, "", on=held.device)


@rule("A5")
async def test_another_accounts_passkey_is_never_taken_over(database: str) -> None:
    held = await nadia()
    other = await holding((await proven("dora@lernfaden.example")).id)
    mine = held.own.handle
    assert await is_not_taken(held.own.make(await _asked(other)), other)
    held.own.handle = mine
    assert await log_in(held.own) == held.account


@rule("A5")
async def test_a_while_after_logging_in_it_takes_another_login(
    database: str, frozen_clock: FrozenClock
) -> None:
    held = await nadia()
    asked = await _asked(held)
    frozen_clock.forward(device.FRESH)
    with pytest.raises(LoginTooOld):
        await _asked(held)
    with pytest.raises(LoginTooOld):
        await take(Authenticator().make(asked), held)


@rule("A5")
async def test_an_address_that_may_be_a_strangers_gets_none(database: str) -> None:
    home = await kaya(await account.register("nadia@lernfaden.example"))
    with pytest.raises(AddressUnproven):
        await registered(home.account, await logged_in(home.account))


@rule("A5")
async def test_there_are_not_more_than_twenty(database: str) -> None:
    held = await nadia()
    for _ in range(passkey.MOST - 1):
        await registered(held.account, held.device)
    with pytest.raises(TooMany):
        await registered(held.account, held.device)


@rule("A5")
async def test_the_last_one_can_go_for_the_mail_is_always_there(database: str) -> None:
    held = await nadia()
    await removal.remove(held.passkey.id, account=held.account)
    assert await passkey.of(held.account) == []
    assert ("passkey_removed_mail", held.account) in await mails()
    assert await is_refused(held.own.sign(login.ask(PHONE)))
    await registered(held.account, held.device, held.own)
    assert await log_in(held.own) == held.account, "the same device again"


@rule("A5")
async def test_nobody_renames_or_removes_anothers(database: str) -> None:
    held = await nadia()
    for other in (uuid4(), (await proven("dora@lernfaden.example")).id):
        with pytest.raises(NotFound):
            await passkey.rename(held.passkey.id, "Meiner", account=other)
        with pytest.raises(NotFound):
            await removal.remove(held.passkey.id, account=other)
    assert await log_in(held.own) == held.account


@rule("A5")
async def test_of_two_at_once_each_gets_a_place_or_a_word(database: str) -> None:
    held = await nadia()
    made = Authenticator().make(await _asked(held))
    came = await asyncio.gather(*(take(made, held) for _ in range(2)), return_exceptions=True)
    assert [isinstance(each, Passkey) for each in came].count(True) == 1
    assert len(await passkey.of(held.account)) == 2


@rule("A5", "A8")
async def test_a_childs_goes_with_its_login(world: World) -> None:
    assert world.mila.account is not None
    held = await holding(world.mila.account)
    assert await log_in(held.own) == world.mila.account
    await child_login.end(world.mila.id, by=world.nadia.actor)
    assert await reader.of_account(held.account) is None
    assert await passkey.of(held.account) == []
    assert await is_refused(held.own.sign(login.ask(PHONE)))


@rule("A5")
async def test_spent_challenges_are_forgotten_once_they_are_over(
    database: str, frozen_clock: FrozenClock
) -> None:
    held = await nadia()
    signed = held.own.sign(login.ask(PHONE))
    await login.verify(signed, PHONE, network=HERE)
    await challenge.forget()
    assert await is_refused(signed), "not while it would count"
    frozen_clock.forward(challenge.KEPT + timedelta(seconds=1))
    await challenge.forget()
    assert await challenge.SpentChallenge.count() == 0
    assert await is_refused(signed)

"""A child's own login, and what a guardian learns of the address: nothing."""

import pytest

from domain import database as db
from domain.accounts import account, child_login, device, device_login, login_link, proof
from domain.accounts.child_login import LoginExists
from domain.errors import Invalid, NotFound
from domain.profiles import profile, usable_profile
from tests.domain.accounts.people import (
    NADIA,
    Home,
    kaya,
    mailed,
    mails,
    proven,
    read,
    rossi,
)
from tests.rules import rule

MILA = "mila@lernfaden.example"


async def given(home: Home, address: str = MILA) -> str:
    """Gives Mila a login; returns the link in her mail."""
    await child_login.give(home.mila.id, address, by=home.guardian)
    kind, mail = (await mails())[-1]
    assert kind == "child_login_mail"
    return (await read(mail)).link_token


async def opened(link: str) -> str:
    """Opens the link on Mila's phone; returns her token."""
    found = await proof.prove(await login_link.use(link, None))
    return (await device_login.log_in(found.account, user_agent="Mila's phone")).token


@rule("A8")
async def test_a_child_with_a_login_sees_only_its_own_profile(database: str) -> None:
    home = await kaya()
    token = await opened(await given(home))
    mine = await device.by_token(token)
    assert mine is not None
    assert mine.profile == home.mila.id
    assert [each.id for each in await usable_profile.by(mine.account)] == [home.mila.id]
    for other in (home.nadia.id, home.tom.id):
        with pytest.raises(NotFound):
            await device.choose_profile(mine.id, other, account=mine.account)


@rule("A7", "A8")
async def test_the_guardian_can_still_be_the_child(database: str) -> None:
    home = await kaya()
    await opened(await given(home))
    names = [each.name for each in await usable_profile.by(home.account)]
    assert names == ["Nadia Kaya", "Mila", "Tom"]


@rule("A8")
async def test_afterwards_the_child_logs_in_like_everybody(database: str) -> None:
    home = await kaya()
    await opened(await given(home))
    mail = await mailed(MILA, "Mila's tablet")
    used = await login_link.use(mail.link_token, None)
    assert (await profile.by_id(home.mila.id)).account == used.account


@rule("A3", "A8")
async def test_an_address_with_an_account_gets_the_same_answer_and_another_mail(
    database: str,
) -> None:
    home = await kaya()
    owner = await proven("dora@lernfaden.example")
    await child_login.give(home.mila.id, "dora@lernfaden.example", by=home.guardian)
    await child_login.give(home.tom.id, "tom@lernfaden.example", by=home.guardian)
    assert sorted(kind for kind, _ in await mails()) == [
        "child_login_mail",
        "child_login_not_made_mail",
    ]
    for child in (home.mila, home.tom):
        own = await account.by_id((await profile.by_id(child.id)).account)
        assert not own.is_proven
    assert await usable_profile.by(owner.id) == []
    assert len(await db.rows("SELECT id FROM login_emails")) == 2


@rule("A8")
async def test_a_mistyped_address_can_be_replaced_until_it_is_proven(database: str) -> None:
    home = await kaya()
    mistyped = await given(home, "mlia@lernfaden.example")
    right = await given(home)
    with pytest.raises(login_link.LinkOver):
        await login_link.use(mistyped, None)
    await opened(right)
    with pytest.raises(LoginExists):
        await child_login.give(home.mila.id, "mila2@lernfaden.example", by=home.guardian)


@rule("A8", "A10")
async def test_ending_it_logs_the_child_out_and_frees_the_address(database: str) -> None:
    home = await kaya()
    token = await opened(await given(home))
    await child_login.end(home.mila.id, by=home.guardian)
    assert await device.by_token(token) is None
    assert await account.owner_of(MILA) is None
    assert (await profile.by_id(home.mila.id)).account is None
    await opened(await given(home))


@rule("A8")
async def test_only_a_guardian_of_the_family_gives_and_ends_it(database: str) -> None:
    home, dora = await kaya(), await rossi()
    with pytest.raises(NotFound):
        await child_login.give(home.mila.id, MILA, by=dora)
    with pytest.raises(NotFound):
        await child_login.end(home.mila.id, by=dora)
    with pytest.raises(NotFound):
        await child_login.give(home.nadia.id, MILA, by=home.guardian)


async def test_a_guardian_proves_the_own_address_first(database: str) -> None:
    home = await kaya(await account.register(NADIA))
    with pytest.raises(account.AddressUnproven):
        await child_login.give(home.mila.id, MILA, by=home.guardian)


async def test_what_is_no_address_is_refused(database: str) -> None:
    home = await kaya()
    with pytest.raises(Invalid):
        await child_login.give(home.mila.id, "mila", by=home.guardian)
    assert (await profile.by_id(home.mila.id)).account is None

"""Mails about passkeys: one came, one went, one may be a copy; in the reader's language."""

import dataclasses
from pathlib import Path

import pytest

from domain import database as db
from domain import settings
from domain.accounts.passkeys import login, passkey, removal
from domain.accounts.passkeys.refusal import Refused
from tests.authenticator import Authenticator
from tests.domain.accounts.passkeys.people import PHONE, Holder, holding
from tests.domain.accounts.people import HERE
from tests.rules import rule
from tests.workers.rows import work
from tests.workers.test_mails import mails, text
from tests.world import World


@pytest.fixture(autouse=True)
def folder(default_settings: settings.Settings, tmp_path: Path) -> None:
    settings.use(dataclasses.replace(default_settings, data_dir=tmp_path))


async def nadia(world: World) -> Holder:
    assert world.nadia.account is not None
    return await holding(world.nadia.account, Authenticator(count=5))


@rule("A5")
async def test_a_new_one_is_told(world: World) -> None:
    await nadia(world)
    await work()
    (one,) = mails()
    assert one["to"] == "nadia@lernfaden.example"
    assert one["subject"] == "Dein Konto hat einen neuen Passkey"
    for form in ("plain", "html"):
        assert "„iPhone · Safari“" in text(one, form)
        assert "/settings/passkeys" in text(one, form)
    assert "Das warst du nicht?" in text(one)


@rule("A5", "A12")
async def test_a_removed_one_is_told_in_the_readers_language(world: World) -> None:
    held = await nadia(world)
    await db.rows("UPDATE profiles SET language = 'en'")
    await passkey.rename(held.passkey.id, "<b>Mine</b>", account=held.account)
    await removal.remove(held.passkey.id, account=held.account)
    await work()
    gone = next(one for one in mails() if one["subject"] == "A passkey was removed")
    assert "“<b>Mine</b>”" in text(gone)
    assert "<b>Mine" not in text(gone, "html")


@rule("A5")
async def test_one_that_may_be_a_copy_is_told(world: World) -> None:
    held = await nadia(world)
    held.own.count = 1
    with pytest.raises(Refused):
        await login.verify(held.own.sign(login.ask(PHONE)), PHONE, network=HERE)
    await work()
    warned = next(one for one in mails() if one["subject"] == "Ein Passkey wurde abgelehnt")
    assert "Es könnte eine Kopie sein" in " ".join(text(warned).split())
    assert "Du warst es selbst?" not in text(warned)

"""Mails that the workers write: to the right address, in its language, with what belongs in."""

import dataclasses
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from domain import settings
from domain.accounts import (
    account,
    child_login,
    device,
    device_login,
    login_email,
    login_link,
    login_pin,
    password,
)
from domain.notifications import mail_folder
from domain.profiles.profile import Profile
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.workers.rows import row, work
from tests.world import World

HERE = "192.0.2.1"
LINK = re.compile(r"http://localhost:8000/login/link/(\S+)")


@pytest.fixture(autouse=True)
def folder(default_settings: settings.Settings, tmp_path: Path) -> None:
    settings.use(dataclasses.replace(default_settings, data_dir=tmp_path))


def mails() -> list[EmailMessage]:
    """All that were kept."""
    found = [message_from_bytes(file.read_bytes(), policy=default) for file in mail_folder.files()]
    return [one for one in found if isinstance(one, EmailMessage)]


def text(one: EmailMessage, form: str = "plain") -> str:
    part = one.get_body((form,))
    assert part is not None
    return str(part.get_content()).replace("\xa0", " ")


@rule("N1")
async def test_who_has_no_device_is_told_by_mail(world: World) -> None:
    lesson = await world.make.session()
    await work()
    (one,) = [found for found in mails() if "Vorschlag" in found["subject"]]
    assert one["to"] == "nadia@lernfaden.example"
    assert one["subject"] == "Vorschlag: Mathe mit Jonas Weber"
    address = f"http://localhost:8000/sessions/{lesson.id}"
    assert address in text(one)
    assert address in text(one, "html")
    assert "/settings/notifications" in text(one)


async def test_a_mail_is_in_its_readers_language(world: World) -> None:
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.nadia.id)
    await world.make.session()
    await work()
    assert any("Mathe with Jonas Weber" in one["subject"] for one in mails())


@rule("A2")
async def test_link_and_pin_of_the_login_mail_work(world: World) -> None:
    await login_email.ask("nadia@lernfaden.example", "phone", network=HERE)
    await work()
    (one,) = mails()
    found = LINK.search(text(one))
    assert found
    assert one["to"] == "nadia@lernfaden.example"
    used = await login_link.use(found[1], "phone")
    assert used.account == world.nadia.account


@rule("A3")
async def test_nothing_is_sent_to_an_address_that_nobody_has(world: World) -> None:
    await login_email.ask("nobody@lernfaden.example", "phone", network=HERE)
    await work()
    assert mails() == []
    assert (await row("login_mail")).done_at


@rule("A2")
async def test_a_login_mail_is_not_sent_once_it_has_run_out(
    world: World, frozen_clock: FrozenClock
) -> None:
    await login_email.ask("nadia@lernfaden.example", "phone", network=HERE)
    frozen_clock.forward(login_email.KEPT)
    await work()
    assert mails() == []


@rule("B2")
async def test_a_newcomer_is_welcomed_with_a_pin_that_proves_the_address(world: World) -> None:
    newcomer = await account.register("neu@lernfaden.example")
    await login_email.ask_for(newcomer.id, "phone", network=HERE)
    await work()
    (one,) = mails()
    pin = re.search(r"^(\d{6})\r?$", text(one), re.M)
    assert pin
    assert one["to"] == "neu@lernfaden.example"
    assert (await login_pin.use("phone", pin[1], network=HERE)).account == newcomer.id


@rule("A4")
async def test_a_changed_password_is_told(world: World) -> None:
    assert world.nadia.account is not None
    token = (await device_login.log_in(world.nadia.account, user_agent="x")).token
    known = await device.by_token(token)
    assert known is not None
    await password.change(world.nadia.account, "Knoten-im-Faden-77", on=known.id)
    await work()
    (one,) = mails()
    assert one["subject"] == "Dein Passwort wurde geändert"
    assert "Mo 23. Nov, 12:00" in text(one)


@rule("A8")
async def test_a_child_gets_the_link_to_its_own_login(world: World) -> None:
    await child_login.give(world.tom.id, "tom@lernfaden.example", by=world.nadia.actor)
    await work()
    (one,) = mails()
    assert one["to"] == "tom@lernfaden.example"
    assert LINK.search(text(one))
    assert "Nadia Kaya" in text(one)
    assert "Tom" not in text(one).replace("tom@", "")


@rule("A3", "A8")
async def test_the_owner_of_an_address_is_told_why_a_child_cannot_have_it(world: World) -> None:
    await child_login.give(world.tom.id, "dora@lernfaden.example", by=world.nadia.actor)
    await work()
    (one,) = mails()
    assert one["to"] == "dora@lernfaden.example"
    assert "/login/link" not in one.as_string()
    assert "Nadia Kaya" in text(one)


async def test_a_mail_server_that_is_away_is_asked_again(world: World) -> None:
    away = dataclasses.replace(settings.current(), smtp_url="smtp://127.0.0.1:1")
    settings.use(away)
    await login_email.ask("nadia@lernfaden.example", "phone", network=HERE)
    await work()
    found = await row("login_mail")
    assert found.is_pending
    assert found.last_error

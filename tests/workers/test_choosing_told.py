"""Several times to choose from, told once, on devices and in mails, to whom they concern."""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain import settings
from domain.profiles.profile import Profile
from domain.sessions import answer, undo_window
from tests import choices
from tests.conftest import FrozenClock
from tests.push_service import Subscriber
from tests.rules import rule
from tests.workers.rows import work
from tests.workers.test_appointment_mails import mail_to, offered
from tests.workers.test_mails import mails
from tests.workers.test_push_delivery import shown
from tests.world import Person, World

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]
DEVICE, SENT = "http://localhost:8000", "https://lernen.example.org"


@pytest.fixture
def folder(default_settings: settings.Settings, tmp_path: Path) -> None:
    settings.use(dataclasses.replace(default_settings, data_dir=tmp_path, base_url=SENT))


@rule("S2", "S3", "N1")
async def test_a_push_of_several_leads_to_the_choice_and_confirms_none(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    made = await choices.proposed(world)
    await work()
    (got,) = shown(phone)
    address = f"{DEVICE}/sessions/{made[0].id}"
    assert got["title"] == "Vorschlag: Mathe mit Jonas Weber"
    assert got["body"].startswith("Zur Wahl: ") and got["body"].count(" · ") == 3
    assert got["actions"] == [{"action": "open", "title": "Zeit wählen", "navigate": address}]
    assert got["navigate"] == address


@rule("S2", "N1", "N2")
async def test_what_was_picked_takes_the_place_of_the_proposal_on_a_device(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(2)
    phone = await subscribe(world.jonas)
    asked = await choices.countered(world, await world.make.session())
    await work()
    await answer.confirm(asked[1], by=world.jonas.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    laptop = await subscribe(world.nadia)
    await work()
    (before,) = [each for each in shown(phone) if each["title"].startswith("Andere Zeiten")]
    assert before["title"] == "Andere Zeiten: Mathe mit Mila"
    (after,) = shown(laptop)
    assert after["title"] == "Bestätigt: Mathe mit Jonas Weber"
    assert after["navigate"] == f"{DEVICE}/sessions/{asked[1].id}"
    assert json.loads(laptop.received[0].text)["notification"]["tag"].startswith("notification-")


@rule("S2", "N1", "S16")
@pytest.mark.usefixtures("folder")
async def test_mails_are_one_for_each_step_and_bring_what_was_picked(
    world: World, frozen_clock: FrozenClock
) -> None:
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.jonas.id)
    await world.make.credits(2)
    made = await choices.proposed(world)
    await work()
    asked = await choices.countered(world, made[1], why="Lieber später")
    await work()
    await answer.confirm(asked[0], by=world.jonas.actor)
    frozen_clock.forward(undo_window.LENGTH + timedelta(seconds=1))
    await work()
    told = [(mail["to"].partition("@")[0], mail["subject"]) for mail in mails()]
    assert set(told) == {
        ("jonas", "Other times: Mathe with Mila"),
        ("mila", "Bestätigt: Mathe mit Jonas Weber"),
        ("nadia", "2 Credits gutgeschrieben"),
        ("nadia", "Bestätigt: Mathe mit Jonas Weber"),
        ("nadia", "Vorschlag: Mathe mit Jonas Weber"),
    }
    assert len(told) == 5
    countered = mail_to("jonas@lernfaden.example", "Other times").as_string()
    assert "To choose from: " in countered and "Choose a time" in countered
    method, event = offered(mail_to("nadia@lernfaden.example", "Bestätigt"))
    assert (method, event.starts_at) == ("REQUEST", asked[0].starts_at)

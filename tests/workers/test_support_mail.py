"""What the support answers goes to supporters' devices, to who asked, and by mail to a guest."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from domain import settings
from domain.conversations import conversation, removal, sending
from domain.conversations.kinds import OPEN_PAGE
from domain.conversations.sending import NewMessage
from domain.profiles.actor import Supporter
from domain.support import overview
from tests import support
from tests.conftest import FrozenClock
from tests.push_service import PushService, Subscriber
from tests.rules import rule
from tests.workers.rows import work
from tests.world import Person, World

OLGA = "olga@mail.example"
Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]


@pytest.fixture
def mails(service: PushService) -> Callable[[], list[str]]:
    """The texts of those to Olga."""

    def found() -> list[str]:
        folder = settings.current().data_dir / "mail"
        return [text for path in folder.glob("*.eml") if OLGA in (text := path.read_text())]

    return found


async def answered(ben: Person[Supporter], words: str) -> tuple[conversation.Conversation, Any]:
    (asked,) = await overview.of(by=ben.actor)
    one = await conversation.reachable(asked.id, by=ben.actor)
    new = NewMessage(uuid4(), words)
    await sending.send(one, new, by=ben.actor)
    return one, new.id


@rule("C6")
async def test_a_guest_is_mailed_the_words_and_how_to_write_again(
    world: World, mails: Callable[[], list[str]]
) -> None:
    ben = await support.ben()
    await support.write(OLGA, "Ich komme nicht hinein.")
    await work()
    assert mails() == []
    await answered(ben, "Sieh im Spam-Ordner nach.")
    for _ in range(2):
        await work()
    (text,) = mails()
    assert "Sieh im Spam-Ordner nach." in text and "/support" in text


@rule("C6")
async def test_what_was_taken_back_before_is_not_mailed(
    world: World, mails: Callable[[], list[str]]
) -> None:
    ben = await support.ben()
    await support.write(OLGA, "Ich komme nicht hinein.")
    one, message = await answered(ben, "Quatsch")
    await removal.remove(one, message, by=ben.actor)
    await work()
    assert mails() == []


@rule("C6", "N1")
async def test_supporters_and_who_asked_read_on_their_devices_who_writes(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    ben = await support.ben()
    laptop, phone = await subscribe(ben), await subscribe(world.nadia)
    await support.say(world.nadia, "Hilfe!")
    frozen_clock.forward(OPEN_PAGE)
    await work()
    await support.say(world.nadia, "Gern.", by=ben.actor)
    frozen_clock.forward(OPEN_PAGE)
    await work()
    shown = [
        [json.loads(each.text)["notification"] for each in device.received]
        for device in (laptop, phone)
    ]
    told = [[(each["title"], each["body"]) for each in device] for device in shown]
    assert told == [[("Nadia Kaya an den Support", "Hilfe!")], [("Ben", "Gern.")]]

"""What somebody wrote is pushed and mailed to who has not read it, once for what came together."""

import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from domain import settings
from domain.conversations import conversation, muting, reading, removal
from domain.conversations.kinds import OPEN_PAGE, UNREAD
from domain.notifications import preferences
from domain.notifications.preferences import Wishes
from tests.conftest import FrozenClock
from tests.conversations import say
from tests.push_service import PushService, Subscriber
from tests.rules import rule
from tests.workers.rows import work
from tests.world import Person, World

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]
SECOND = timedelta(seconds=1)


async def read(world: World, number: int) -> None:
    one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
    await reading.read(one, number, by=world.nadia.actor)


def shown(browser: Subscriber) -> list[dict[str, Any]]:
    return [json.loads(message.text)["notification"] for message in browser.received]


@rule("N1", "C2")
async def test_several_at_once_are_one_push_with_who_wrote_and_the_newest_words(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone, laptop = await subscribe(world.nadia), await subscribe(world.jonas)
    for words in ("Hallo!", "Passt Dienstag?"):
        await say(world.kaya, words, by=world.jonas.actor)
        await work()
        assert phone.received == []
    frozen_clock.forward(OPEN_PAGE)
    await work()
    (got,) = shown(phone)
    assert (got["title"], got["body"]) == ("Jonas Weber", "Passt Dienstag?")
    assert got["navigate"].endswith(f"/conversations/{world.kaya.id}")
    reply, opens = got["actions"]
    assert (reply["action"], reply["type"], reply["title"]) == ("reply", "text", "Antworten")
    assert reply["navigate"] == f"{got['navigate']}#words" and opens["action"] == "open"
    assert laptop.received == []


@rule("N1", "C2")
async def test_an_educator_reads_of_which_family_it_is(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    laptop = await subscribe(world.jonas)
    await say(world.kaya, "x" * 500, by=world.mila.actor)
    frozen_clock.forward(OPEN_PAGE)
    await work()
    (got,) = shown(laptop)
    assert got["title"] == "Mila · Familie Kaya"
    assert got["body"] == "x" * 160 + " …"


@rule("N1", "C2")
async def test_whoever_reads_at_once_is_not_pushed_on_another_device(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    frozen_clock.forward(OPEN_PAGE - SECOND)
    await read(world, 1)
    frozen_clock.forward(2 * SECOND)
    await work()
    assert phone.received == []


@pytest.fixture
def mails(service: PushService) -> Callable[[], list[str]]:
    """The texts of those to Nadia."""

    def found() -> list[str]:
        folder = settings.current().data_dir / "mail"
        texts = [path.read_text() for path in sorted(folder.glob("*.eml"))]
        return [text for text in texts if "nadia@" in text]

    return found


@rule("N1", "C2")
async def test_who_has_no_device_gets_one_mail_once_it_was_quiet_for_a_while(
    world: World, mails: Callable[[], list[str]], frozen_clock: FrozenClock
) -> None:
    for words in ("Hallo!", "Passt Dienstag?"):
        await say(world.kaya, words, by=world.jonas.actor)
        frozen_clock.forward(UNREAD - SECOND)
        await work()
        assert mails() == []
    frozen_clock.forward(SECOND)
    await work()
    (text,) = mails()
    assert "Passt Dienstag?" in text and f"/conversations/{world.kaya.id}" in text


@rule("N1", "C2")
async def test_what_was_read_is_not_mailed(
    world: World, mails: Callable[[], list[str]], frozen_clock: FrozenClock
) -> None:
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    await read(world, 1)
    frozen_clock.forward(UNREAD)
    await work()
    assert mails() == []


@rule("N1")
async def test_what_was_muted_is_neither_pushed_nor_mailed(
    world: World, subscribe: Subscribe, mails: Callable[[], list[str]], frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.mila)
    for person in (world.nadia, world.mila):
        one = await conversation.reachable(world.kaya.id, by=person.actor)
        await muting.mute(one, by=person.actor)
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    frozen_clock.forward(UNREAD)
    await work()
    assert phone.received == [] and mails() == []
    await muting.end(one, by=world.mila.actor)
    await say(world.kaya, "Hallo?", by=world.jonas.actor)
    frozen_clock.forward(OPEN_PAGE)
    await work()
    assert [each["body"] for each in shown(phone)] == ["Hallo?"]


@rule("N1")
async def test_whoever_wants_no_words_on_a_locked_device_gets_none(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    wished = {world.nadia.id: Wishes(pushes_words=False)}
    await preferences.choose(wished, by=world.nadia.actor)
    await say(world.kaya, "Geheimnis", by=world.jonas.actor)
    frozen_clock.forward(OPEN_PAGE)
    await world.make.session(message="Geheimnis")
    await work()
    # One after the other, or both at once.
    titles = {each["title"] for each in shown(phone)}
    assert titles == {"Neue Nachricht", "Neue Mitteilung"} and len(phone.received) == 2
    for message in phone.received:
        assert not {"Geheimnis", "Jonas", "confirm", "Mila"} & {*re.findall(r"\w+", message.text)}


@rule("N1", "C3")
async def test_what_was_taken_back_within_seconds_is_pushed_to_nobody(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    id = await say(world.kaya, "Geheimnis", by=world.jonas.actor)
    one = await conversation.reachable(world.kaya.id, by=world.jonas.actor)
    await removal.remove(one, id, by=world.jonas.actor)
    frozen_clock.forward(OPEN_PAGE)
    await work()
    assert phone.received == []

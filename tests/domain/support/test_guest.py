"""Who cannot log in writes by mail address; whether anybody has it plays no part."""

from uuid import uuid4

import pytest

from domain import database
from domain.conversations import conversation, sending, with_support
from domain.conversations.sending import NewMessage
from domain.errors import Invalid, Throttled
from domain.support import guest, overview
from domain.support.case import MAIL, State
from tests import support
from tests.rules import rule
from tests.world import World

OLGA = "olga@mail.example"


async def mailed() -> int:
    ((count,),) = await database.rows("SELECT count(*) FROM outbox WHERE kind = {}", MAIL)
    return int(count)


@rule("C6")
async def test_one_address_has_one_conversation_and_is_answered_by_mail(world: World) -> None:
    ben = await support.ben()
    await support.write("Olga@mail.example", "Ich komme nicht hinein.")
    await support.write(OLGA, "Hallo?")
    (listed,) = await overview.of(by=ben.actor)
    assert (listed.address, listed.kind, listed.state) == (OLGA, "guest", State.OPEN)
    assert listed.unread_count == 2 and await mailed() == 0

    one = await conversation.reachable(listed.id, by=ben.actor)
    answer = NewMessage(uuid4(), "Sieh im Spam-Ordner nach.")
    for _ in range(2):
        await sending.send(one, answer, by=ben.actor)
    assert await mailed() == 1
    assert await guest.answered(answer.id) == (OLGA, "de", answer.words)


@rule("C6", "A3")
async def test_an_address_with_an_account_stays_a_stranger_to_it(world: World) -> None:
    ben = await support.ben()
    await support.write("nadia@lernfaden.example", "Ich bin Nadia.")
    (listed,) = await overview.of(by=ben.actor)
    assert listed.asker != world.nadia.id and listed.asker_name == "nadia@lernfaden.example"
    assert await overview.of(by=world.nadia.actor) == []
    assert listed.id != with_support.own(world.nadia.id)


@rule("C6")
@pytest.mark.parametrize(
    ("address", "words"), [("olga", "Hilfe"), (OLGA, " "), (OLGA, "x" * (guest.WORDS_MOST + 1))]
)
async def test_what_cannot_be_answered_or_read_is_refused(
    world: World, address: str, words: str
) -> None:
    with pytest.raises(Invalid):
        await support.write(address, words)
    assert await database.rows("SELECT 1 FROM profiles WHERE kind = 'guest'") == []


@rule("C6", "A6")
async def test_a_flood_is_slowed_for_its_address_and_for_its_network(world: World) -> None:
    for _ in range(5):
        await support.write(OLGA, "Hallo?")
    with pytest.raises(Throttled):
        await support.write(OLGA, "Hallo?", network="198.51.100.1")
    with pytest.raises(Throttled):
        for number in range(50):
            await support.write(f"olga{number}@mail.example", "Hallo?", network="198.51.100.2")
    await support.write("anna@mail.example", "Hallo?", network="203.0.113.9")

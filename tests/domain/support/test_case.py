"""A case of the support: opened by who asks, answered by supporters, and nobody else's."""

import asyncio
from uuid import UUID, uuid4

import pytest

from domain import database
from domain.conversations import conversation, overview, reading, with_support
from domain.errors import Invalid, NotFound
from domain.notifications import hearing
from domain.profiles.actor import Actor, Supporter
from domain.support import case, note, ready_answer
from domain.support import overview as asked
from domain.support.case import State
from tests import support
from tests.conversations import say
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import Person, World


@pytest.fixture
async def ben(world: World) -> Person[Supporter]:
    return await support.ben()


async def state(asker: Person[Actor]) -> str:
    return (await support.conversation_of(asker)).state


async def kinds() -> list[str]:
    sql = "SELECT kind FROM events WHERE kind LIKE 'support.%' ORDER BY happened_at, kind, id"
    return [kind for (kind,) in await database.rows(sql)]


@rule("C6")
async def test_nothing_is_stored_before_something_was_written(
    world: World, ben: Person[Supporter]
) -> None:
    one = await support.conversation_of(world.nadia)
    assert (one.asker, one.last_number, one.state) == (world.nadia.id, 0, "")
    with pytest.raises(NotFound):
        await conversation.reachable(one.id, by=ben.actor)
    assert await asked.of(by=ben.actor) == await asked.of(by=world.nadia.actor) == []


@rule("C6")
async def test_who_asks_opens_it_who_answers_waits_and_it_opens_again(
    world: World, ben: Person[Supporter]
) -> None:
    await support.say(world.nadia, "Hilfe!")
    assert await state(world.nadia) == State.OPEN
    await support.say(world.nadia, "Gern.", by=ben.actor)
    assert await state(world.nadia) == State.WAITING
    (listed,) = await asked.of(by=ben.actor)
    assert (listed.assignee, listed.words, listed.unread_count) == (ben.id, "Gern.", 0)
    one = await support.conversation_of(world.nadia, ben.actor)
    for _ in range(2):
        await case.change(one, State.CLOSED, by=ben.actor)
    assert await asked.of((State.OPEN, State.WAITING), by=ben.actor) == []
    await support.say(world.nadia, "Doch noch etwas")
    assert await state(world.nadia) == State.OPEN
    assert sorted(await kinds()) == ["support.closed", "support.reopened"]


@rule("C6", "C4")
async def test_what_is_sent_again_or_at_once_is_stored_once_each(
    world: World, ben: Person[Supporter]
) -> None:
    key = uuid4()
    sent = [support.say(world.nadia, "Hilfe!", key=key) for _ in range(3)]
    await asyncio.gather(*sent, support.say(world.nadia, "Hallo?"))
    (listed,) = await asked.of(by=ben.actor)
    assert listed.unread_count == 2


@rule("C6")
async def test_only_who_asks_a_childs_guardians_and_supporters_reach_it(
    world: World, ben: Person[Supporter]
) -> None:
    for asker in (world.nadia, world.mila, world.jonas):
        await support.say(asker, "Hilfe!")
    id = {who: with_support.own(who.id) for who in (world.nadia, world.mila, world.jonas)}
    await conversation.reachable(id[world.mila], by=world.nadia.actor)
    strangers: list[tuple[UUID, Person[Actor]]] = [
        *((id[world.nadia], who) for who in (world.mila, world.dora, world.jonas)),
        *((id[world.mila], who) for who in (world.tom, world.dora, world.jonas)),
        *((id[world.jonas], who) for who in (world.nadia, world.mila)),
    ]
    for of, stranger in strangers:
        with pytest.raises(NotFound):
            await conversation.reachable(of, by=stranger.actor)
    assert {each.asker for each in await asked.of(by=world.nadia.actor)} == {
        *(world.nadia.id, world.mila.id),
    }
    assert [each.asker for each in await asked.of(by=world.mila.actor)] == [world.mila.id]
    assert await asked.of(by=world.dora.actor) == []


@rule("C6", "C1")
async def test_supporters_find_nothing_of_what_families_write(
    world: World, ben: Person[Supporter]
) -> None:
    await say(world.kaya, "Hallo!", by=world.nadia.actor)
    with pytest.raises(NotFound):
        await conversation.reachable(world.kaya.id, by=ben.actor)
    assert await overview.of(by=ben.actor) == []
    heard = {name.partition(":")[2] for name in await hearing.names(ben.actor)}
    assert heard == {str(ben.id)}


@rule("C6", "N1")
async def test_supporters_are_told_until_one_has_taken_it_and_then_that_one(
    world: World, ben: Person[Supporter]
) -> None:
    thea = await support.ben(name="Thea")
    await support.say(world.mila, "Hilfe!")
    assert await told("message.sent") == {ben.id, thea.id}
    await database.rows("DELETE FROM notifications")
    await support.say(world.mila, "Gern.", by=thea.actor)
    assert await told("message.sent") == {world.mila.id}
    await support.say(world.mila, "Danke!")
    assert await told("message.sent") == {world.mila.id, thea.id}
    one = await support.conversation_of(world.mila, ben.actor)
    await case.assign(one, ben.id, by=thea.actor)
    assert await told("support.assigned") == {ben.id}
    await case.assign(one, None, by=ben.actor)
    with pytest.raises(NotFound):
        await case.assign(one, world.nadia.id, by=ben.actor)


@rule("C6", "C2")
async def test_each_side_sees_how_far_the_other_has_read(
    world: World, ben: Person[Supporter]
) -> None:
    await support.say(world.jonas, "Hilfe!")
    assert (await support.conversation_of(world.jonas)).seen_number == 0
    one = await support.conversation_of(world.jonas, ben.actor)
    await reading.read(one, 1, by=ben.actor)
    assert (await support.conversation_of(world.jonas)).seen_number == 1
    await support.say(world.jonas, "Gern.", by=ben.actor)
    assert (await support.conversation_of(world.jonas, ben.actor)).seen_number == 1
    await reading.read(await support.conversation_of(world.jonas), 2, by=world.jonas.actor)
    assert (await support.conversation_of(world.jonas, ben.actor)).seen_number == 2


@rule("C6")
async def test_a_note_is_kept_once_and_with_who_wrote_it(
    world: World, ben: Person[Supporter]
) -> None:
    await support.say(world.nadia, "Hilfe!")
    one, key = await support.conversation_of(world.nadia, ben.actor), uuid4()
    for _ in range(2):
        await note.write(key, one, " Ruft an. ", by=ben.actor)
    assert [(each.by_name, each.words) for each in await note.of(one, by=ben.actor)] == [
        ("Ben", "Ruft an.")
    ]
    for words in (" ", "x" * 4001):
        with pytest.raises(Invalid):
            await note.write(uuid4(), one, words, by=ben.actor)


@rule("C6")
async def test_a_ready_answer_is_offered_until_it_is_ended(
    world: World, ben: Person[Supporter]
) -> None:
    key = uuid4()
    for _ in range(2):
        await ready_answer.keep(key, "Neues Handy", "Logge dich ein.", by=ben.actor)
    assert [each.title for each in await ready_answer.every(by=ben.actor)] == ["Neues Handy"]
    await ready_answer.end(key, by=ben.actor)
    assert await ready_answer.every(by=ben.actor) == []
    with pytest.raises(NotFound):
        await ready_answer.end(key, by=ben.actor)
    for title, words in (("", "x"), ("x", ""), ("x", "x" * 4001)):
        with pytest.raises(Invalid):
            await ready_answer.keep(uuid4(), title, words, by=ben.actor)

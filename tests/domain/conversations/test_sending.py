"""A message is stored once and in order, and reaches those who take part, and nobody else."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import database
from domain.conversations import conversation, editing
from domain.conversations.conversation import Over
from domain.conversations.message import WORDS_MOST
from domain.errors import Invalid, NotFound
from domain.profiles import permission
from domain.profiles.actor import Actor
from tests.conversations import say, written
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import Person, World


async def counted(table: str) -> int:
    ((count,),) = await database.rows(f"SELECT count(*) FROM {table}")
    return int(count)


@rule("C1", "C3")
async def test_what_is_written_is_read_in_order_by_both_sides(world: World) -> None:
    said: list[tuple[Person[Any], str]] = [
        (world.nadia, "Hallo!\n\nGeht es?"),
        (world.jonas, "Ja 🙂"),
        (world.mila, "שלום"),
    ]
    for who, words in said:
        await say(world.kaya, words, by=who.actor)
    lines = await written(world.kaya)
    assert [(line.by, line.words) for line in lines] == [(who.id, words) for who, words in said]
    assert [line.number for line in lines] == [1, 2, 3]
    assert await written(world.rossi) == []


@rule("C4")
async def test_what_is_sent_again_is_stored_once(world: World) -> None:
    key = uuid4()
    for _ in range(3):
        assert await say(world.kaya, "Hallo!", by=world.nadia.actor, key=key) == key
    await asyncio.gather(
        *(say(world.kaya, "Hallo!", by=world.nadia.actor, key=key) for _ in range(5))
    )
    assert len(await written(world.kaya)) == 1
    assert await counted("events WHERE kind = 'message.sent'") == 1


@rule("C4")
async def test_what_two_devices_send_at_once_gets_a_place_each(world: World) -> None:
    both: list[Actor] = [world.nadia.actor, world.jonas.actor] * 6
    keys = {number: uuid4() for number in range(len(both))}
    sent = [say(world.kaya, f"{at}", by=by, key=keys[at // 2]) for at, by in enumerate(both)]
    done = await asyncio.gather(*sent, return_exceptions=True)
    stored = [each for each in done if isinstance(each, UUID)]
    # Of the two with one id only one is stored, as it was somebody else's.
    assert len(stored) == 6 and all(isinstance(each, NotFound) for each in {*done} - {*stored})
    assert [line.number for line in await written(world.kaya)] == [1, 2, 3, 4, 5, 6]


@rule("C4")
async def test_an_id_of_somebody_elses_message_does_not_exist(world: World) -> None:
    theirs = await say(world.rossi, "Hallo!", by=world.dora.actor)
    own = await say(world.kaya, "Hallo!", by=world.jonas.actor)
    for key in (theirs, own):
        with pytest.raises(NotFound):
            await say(world.kaya, "Ich war's", by=world.nadia.actor, key=key)
    assert [line.words for line in await written(world.kaya)] == ["Hallo!"]


@rule("C3")
async def test_nobody_quotes_from_another_conversation(world: World) -> None:
    theirs = await say(world.rossi, "Hallo!", by=world.dora.actor)
    own = await say(world.kaya, "Hallo!", by=world.nadia.actor)
    for quotes in (theirs, uuid4()):
        with pytest.raises(NotFound):
            await say(world.kaya, "Dazu", by=world.nadia.actor, quotes=quotes)
    await say(world.kaya, "Dazu", by=world.jonas.actor, quotes=own)
    assert [line.number for line in await written(world.kaya)] == [1, 2]


@rule("C3")
@pytest.mark.parametrize("words", ["", " \n\t ", "x" * (WORDS_MOST + 1)])
async def test_nothing_and_too_much_is_refused_and_leaves_nothing(world: World, words: str) -> None:
    with pytest.raises(Invalid):
        await say(world.kaya, words, by=world.nadia.actor)
    assert await counted("conversations") == await counted("messages") == 0


@rule("C3")
async def test_as_much_as_is_allowed_is_kept_to_the_last_sign(world: World) -> None:
    words = ("👩‍👧 مرحبا " * WORDS_MOST)[:WORDS_MOST].strip()
    await say(world.kaya, words, by=world.nadia.actor)
    assert [line.words for line in await written(world.kaya)] == [words]


@rule("C1", "N1")
async def test_everybody_who_takes_part_is_told_but_the_author(world: World) -> None:
    await say(world.kaya, "Hallo!", by=world.nadia.actor)
    assert await told("message.sent") == {world.jonas.id, world.mila.id, world.tom.id}
    await permission.allow(world.tom.id, may_write=False, by=world.nadia.actor)
    await database.rows("DELETE FROM notifications")
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    assert await told("message.sent") == {world.nadia.id, world.mila.id}


@rule("C1")
async def test_who_takes_no_part_finds_no_conversation(world: World) -> None:
    await permission.allow(world.mila.id, may_write=False, by=world.nadia.actor)
    for stranger in (world.dora, world.emil, world.mila):
        with pytest.raises(NotFound):
            await say(world.kaya, "Hallo!", by=stranger.actor)


@rule("B6")
async def test_what_is_over_is_read_and_not_written(world: World) -> None:
    await say(world.kaya, "Hallo!", by=world.nadia.actor)
    ended = "UPDATE connections SET ended_at = created_at WHERE id = {}"
    await database.rows(ended, world.kaya.id)
    for by in (world.nadia.actor, world.jonas.actor):
        one = await conversation.reachable(world.kaya.id, by=by)
        assert isinstance(conversation.refusal(one), Over)
        with pytest.raises(Over):
            await say(world.kaya, "Noch da?", by=by)
    assert len(await written(world.kaya)) == 1


@rule("N2")
async def test_an_event_of_a_message_does_not_hold_its_words(world: World) -> None:
    await say(world.kaya, "Geheimnis", by=world.nadia.actor)
    rows = await database.rows("SELECT particulars FROM events WHERE kind = 'message.sent'")
    assert len(rows) == 1 and "Geheimnis" not in rows[0][0]


@rule("C2", "N1")
async def test_whoever_answers_has_read_what_came_before(world: World) -> None:
    unread = "SELECT profile FROM notifications WHERE read_at IS NULL AND kind = 'message.sent'"
    children = {world.mila.id, world.tom.id}
    await say(world.kaya, "Passt Dienstag?", by=world.jonas.actor)
    assert {row[0] for row in await database.rows(unread)} == {world.nadia.id, *children}
    await say(world.kaya, "Ja!", by=world.nadia.actor)
    assert {row[0] for row in await database.rows(unread)} == {world.jonas.id, *children}


@rule("C4")
async def test_other_words_under_an_id_that_is_stored_are_another_message(world: World) -> None:
    key = uuid4()
    for words in ("Erstens", "Zweitens", "Erstens", "Zweitens"):
        await say(world.kaya, words, by=world.nadia.actor, key=key)
    assert [line.words for line in await written(world.kaya)] == ["Erstens", "Zweitens"]


@rule("C4")
async def test_what_was_changed_since_is_not_stored_anew_when_it_comes_again(world: World) -> None:
    key = uuid4()
    await say(world.kaya, "Dienstag", by=world.nadia.actor, key=key)
    one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
    await editing.edit(one, key, "Mittwoch", by=world.nadia.actor)
    await say(world.kaya, "Dienstag", by=world.nadia.actor, key=key)
    assert [line.words for line in await written(world.kaya)] == ["Mittwoch"]


@rule("C3")
@pytest.mark.parametrize("words", ["\u200b\u200d\ufeff", " \n\t", "\u2060"])
async def test_what_nobody_sees_is_no_message(world: World, words: str) -> None:
    with pytest.raises(Invalid):
        await say(world.kaya, words, by=world.nadia.actor)

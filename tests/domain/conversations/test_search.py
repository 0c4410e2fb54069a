"""Words are found in their forms, by whoever reads the conversation, the same on both databases."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain import clock, database
from domain.conversations import conversation, editing, removal, search, terms
from domain.conversations.search import Asked
from domain.profiles import permission
from domain.profiles.actor import Actor
from tests.conftest import FrozenClock
from tests.conversations import say
from tests.rules import rule
from tests.world import World


async def found(
    asked: str, by: Actor, within: UUID | None = None, before: UUID | None = None
) -> list[str]:
    wanted = Asked(terms.of(asked), by, within, before)
    return [each.words for each in await search.found(wanted)]


MEANT = [
    ("Heute übten wir Brüche.", "brüche Brüche BRUCHE brueche Bruch übt uebten heut"),
    ("Die Bücher liegen in der Straße", "Buch Buecher bücher strasse STRASSE straße stras Straßen"),
    ("Alle Häuser, auch das Haus", "Haus hauses häusern haeuser"),
    ("Der Lehrer lernt die Noten", "Lehrerin Lehrerinnen lernen lernte Note Noten not"),
    ("She studied two tests", "study studies test testing"),
    ("We run and plan to work", "running planned worked works"),
    ("Übungsblatt\n3.5: x² = 9 (siehe a@b.example)", "übungs ubungsblatt 3 9 b.example"),
    ("שלום, مرحبا und Привет 🙂", "שלום مرحبا привет"),
]


@rule("C5")
@pytest.mark.parametrize(("words", "asked"), MEANT)
async def test_a_word_is_found_by_its_beginnings_and_forms(
    world: World, words: str, asked: str
) -> None:
    await say(world.kaya, "Etwas anderes", by=world.jonas.actor)
    await say(world.kaya, words, by=world.jonas.actor)
    for each in asked.split():
        assert await found(each, world.nadia.actor) == [words], each
    assert await found(" ".join(asked.split()[:8]), world.nadia.actor) == [words]


@rule("C5")
@pytest.mark.parametrize("asked", ["rüche", "Brücken", "Brüche fehlt", "x", "'; --", '"*', "ruch*"])
async def test_what_does_not_stand_there_is_not_found(world: World, asked: str) -> None:
    await say(world.kaya, "Brüche", by=world.jonas.actor)
    assert terms.of(asked) == [] or await found(asked, world.nadia.actor) == []


@rule("C5")
async def test_words_of_any_length_and_script_are_kept(world: World) -> None:
    for words in ("x" * 4000, "ß" * 4000, "🙈" * 4000, "é̂" * 2000, "नमस्ते 日本語 '\\"):
        await say(world.kaya, words, by=world.jonas.actor)
        for asked in ("नम", "日", "é", "ss", "xx"):
            await found(asked, world.nadia.actor)
    assert await found("ss", world.nadia.actor) == ["ß" * 4000]


@rule("C5")
async def test_the_newest_stand_first_and_older_ones_follow(
    world: World, frozen_clock: FrozenClock
) -> None:
    written = [world.kaya, world.rossi, world.kaya, world.rossi]
    ids = []
    for number, connection in enumerate(written):
        frozen_clock.forward(timedelta(minutes=1))
        ids.append(await say(connection, f"Hallo {number}", by=world.jonas.actor))
    known, jonas = terms.of("hallo"), world.jonas.actor
    first = await search.found(Asked(known, jonas, most=2))
    assert [each.id for each in first] == ids[:1:-1]
    rest = await search.found(Asked(known, jonas, before=first[-1].id, most=2))
    assert [each.id for each in rest] == ids[1::-1]
    assert [(each.family_name, each.by_name) for each in rest] == [
        ("Rossi", "Jonas Weber"),
        ("Kaya", "Jonas Weber"),
    ]
    assert await found("hallo", jonas, within=world.rossi.id) == ["Hallo 3", "Hallo 1"]


@rule("C5", "C1")
async def test_nobody_finds_what_they_do_not_read(world: World) -> None:
    await say(world.kaya, "Geheimnis", by=world.nadia.actor)
    for reader in (world.nadia, world.mila, world.jonas):
        assert await found("geheim", reader.actor) == ["Geheimnis"]
    for stranger in (world.dora, world.emil):
        assert await found("geheim", stranger.actor) == []
    await permission.allow(world.mila.id, may_write=False, by=world.nadia.actor)
    assert await found("geheim", world.mila.actor) == []
    ended = "UPDATE connections SET ended_at = {} WHERE id = {}"
    await database.rows(ended, clock.now(), world.kaya.id)
    assert await found("geheim", world.nadia.actor) == ["Geheimnis"]


@rule("C5")
async def test_what_was_changed_or_removed_is_found_as_it_is_now(world: World) -> None:
    first = await say(world.kaya, "Montag oder Dienstag", by=world.nadia.actor)
    one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
    await editing.edit(one, first, "Mittwoch", by=world.nadia.actor)
    assert await found("montag", world.jonas.actor) == []
    assert await found("mittwoch", world.jonas.actor) == ["Mittwoch"]
    await removal.remove(one, first, by=world.nadia.actor)
    for asked in ("montag", "mittwoch"):
        assert await found(asked, world.jonas.actor) == []

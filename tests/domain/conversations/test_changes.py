"""Who wrote a message changes it or takes it back soon after, and nobody else."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain import clock, database, topics
from domain.conversations import change, conversation, editing, overview, removal, thread
from domain.conversations.change import AlreadyRemoved, TooLate
from domain.conversations.conversation import Over
from domain.errors import DomainError, Forbidden, Invalid, NotFound
from domain.notifications import addressed, notification
from domain.profiles.actor import Actor
from tests import whole as wholes
from tests.conftest import FrozenClock
from tests.conversations import say, written
from tests.domain.conversations.test_reading import is_told, read, unread
from tests.rules import rule
from tests.world import World


async def edit(world: World, id: UUID, words: str, by: Actor) -> None:
    await editing.edit(await conversation.reachable(world.kaya.id, by=by), id, words, by=by)


async def remove(world: World, id: UUID, by: Actor) -> None:
    await removal.remove(await conversation.reachable(world.kaya.id, by=by), id, by=by)


@rule("C3")
async def test_what_was_said_is_said_in_other_words_and_bears_the_mark(world: World) -> None:
    id = await say(world.kaya, "Um drei", by=world.nadia.actor)
    await edit(world, id, "Um vier", world.nadia.actor)
    (line,) = await written(world.kaya)
    assert (line.words, line.edited_at) == ("Um vier", clock.now())
    # The same once more is no change.
    await edit(world, id, "Um vier", world.nadia.actor)
    assert (await written(world.kaya))[0].change == line.change == 2
    for words in ("", "  ", "x" * 4001):
        with pytest.raises(Invalid):
            await edit(world, id, words, world.nadia.actor)


@rule("C3")
async def test_what_was_removed_leaves_its_place_and_not_its_words(world: World) -> None:
    id = await say(world.kaya, "Geheimnis", by=world.nadia.actor)
    await say(world.kaya, "Ja?", by=world.jonas.actor, quotes=id)
    await remove(world, id, world.nadia.actor)
    first, second = await written(world.kaya)
    assert (first.words, first.number, first.removed_at) == ("", 1, clock.now())
    assert (second.words, second.quotes, second.quoted_words) == ("Ja?", id, "")
    with pytest.raises(AlreadyRemoved):
        await remove(world, id, world.nadia.actor)
    with pytest.raises(AlreadyRemoved):
        await edit(world, id, "Doch", world.nadia.actor)


@rule("C3")
async def test_until_15_minutes_later_and_not_after(
    world: World, frozen_clock: FrozenClock
) -> None:
    id = await say(world.kaya, "Hallo!", by=world.nadia.actor)
    frozen_clock.forward(change.POSSIBLE)
    await edit(world, id, "Hallo.", world.nadia.actor)
    frozen_clock.forward(timedelta(microseconds=1))
    for deed in (edit(world, id, "Nein", world.nadia.actor), remove(world, id, world.nadia.actor)):
        with pytest.raises(TooLate):
            await deed
    assert [line.words for line in await written(world.kaya)] == ["Hallo."]


@rule("C3", "C1")
async def test_nobody_changes_what_somebody_else_wrote_or_what_is_elsewhere(world: World) -> None:
    id = await say(world.kaya, "Hallo!", by=world.mila.actor)
    theirs = await say(world.rossi, "Hallo!", by=world.jonas.actor)
    refused: list[tuple[Actor, UUID, type[DomainError]]] = [
        (world.nadia.actor, id, Forbidden),
        (world.jonas.actor, id, Forbidden),
        (world.jonas.actor, theirs, NotFound),
    ]
    for by, which, error in refused:
        with pytest.raises(error):
            await edit(world, which, "Nein", by)
        with pytest.raises(error):
            await remove(world, which, by)
    await database.rows("UPDATE connections SET ended_at = created_at WHERE id = {}", world.kaya.id)
    with pytest.raises(Over):
        await edit(world, id, "Nein", world.mila.actor)


@rule("C3")
@pytest.mark.parametrize(
    "change",
    [
        "words = 'Nein'",
        "edited_at = '2099-01-01 00:00:00+00:00'",
        "words = '', removed_at = '2099-01-01 00:00:00+00:00'",
        "number = 7",
        "quotes = id",
    ],
)
async def test_the_database_itself_changes_nothing_without_the_mark_or_later(
    world: World, change: str
) -> None:
    id = await say(world.kaya, "Hallo!", by=world.nadia.actor)
    with pytest.raises(database.Violation) as refused:
        await database.rows(f"UPDATE messages SET {change} WHERE id = {{}}", id)
    assert refused.value.name in ("C3_changed_soon", "C4_stays")


@rule("C3")
async def test_the_database_itself_never_fills_a_removed_one_again(world: World) -> None:
    id = await say(world.kaya, "Hallo!", by=world.nadia.actor)
    await remove(world, id, world.nadia.actor)
    with pytest.raises(database.Violation):
        await database.rows(
            "UPDATE messages SET words = 'Doch', removed_at = NULL WHERE id = {}", id
        )


@rule("C2", "C4")
async def test_a_page_that_slept_meets_each_change_once_and_in_order(world: World) -> None:
    first = await say(world.kaya, "Eins", by=world.nadia.actor)
    for number in range(3):
        await say(world.kaya, f"Dazu {number}", by=world.jonas.actor, quotes=first)
    knows = 4
    await edit(world, first, "Anders", world.nadia.actor)
    await say(world.kaya, "Neu", by=world.jonas.actor)
    missed = await thread.changed(world.kaya.id, knows)
    # With what quotes it, for that shows its words.
    assert [line.number for line in missed] == [1, 2, 3, 4, 5]
    assert len({line.change for line in missed}) == 5
    assert {line.quoted_words for line in missed[1:4]} == {"Anders"}
    met = []
    while page := await thread.changed(world.kaya.id, knows, 2):
        met += [line.number for line in page]
        knows = page[-1].change
    assert met == [1, 2, 3, 4, 5]
    one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
    assert knows == one.last_change


@rule("C2")
async def test_what_was_removed_is_unread_for_nobody(world: World) -> None:
    first = await say(world.kaya, "Hallo!", by=world.jonas.actor)
    second = await say(world.kaya, "Und?", by=world.jonas.actor)
    await remove(world, second, world.jonas.actor)
    assert await unread(world, world.nadia.actor) == [1]
    assert await is_told(world, world.nadia.id)
    await read(world, 1, world.mila.actor)
    await remove(world, first, world.jonas.actor)
    assert await unread(world, world.nadia.actor) == [0]
    assert not await is_told(world, world.nadia.id)
    (listed,) = await overview.of(by=world.nadia.actor)
    assert listed.removed_at is not None and not listed.words


@rule("N1", "C3")
async def test_what_was_not_pushed_yet_has_the_words_of_now_or_none(world: World) -> None:
    id = await say(world.kaya, "Geheimnis", by=world.jonas.actor)
    about = notification.id_of(world.nadia.id, conversation.talk(world.kaya.id))
    await edit(world, id, "Anders", world.jonas.actor)
    told = await addressed.told(about, id)
    assert told is not None and told.particulars["words"] == "Anders" and not told.is_stale
    await remove(world, id, world.jonas.actor)
    told = await addressed.told(about, id)
    assert told is not None and told.is_stale and not told.particulars["words"]


@rule("C3")
async def test_the_words_of_a_removed_one_lie_in_no_table(world: World) -> None:
    id = await say(world.kaya, "Geheimnis", by=world.jonas.actor)
    await say(world.kaya, "Was?", by=world.nadia.actor, quotes=id)
    assert "Geheimnis" in str((await wholes.read()).tables)
    await remove(world, id, world.jonas.actor)
    assert "Geheimnis" not in str((await wholes.read()).tables)


@rule("C3", "N4")
async def test_what_devices_keep_of_a_removed_one_is_out_of_date_for_everybody(
    world: World,
) -> None:
    id = await say(world.kaya, "Geheimnis", by=world.jonas.actor)
    owners = (world.kaya.family, world.mila.id, world.jonas.id)
    names = [topics.name("connection", each) for each in (*owners, world.rossi.family)]
    before = await topics.numbers(names)
    await remove(world, id, world.jonas.actor)
    after = await topics.numbers(names)
    changed = {name for name in names if before.get(name) != after.get(name)}
    assert changed == set(names[:3])

"""How far somebody has read: never back, never beyond what there is, and seen by the other side."""

from domain import database
from domain.conversations import conversation, overview, reading, thread
from domain.profiles.actor import Actor
from tests import statements
from tests.conversations import say
from tests.rules import rule
from tests.world import World


async def unread(world: World, by: Actor) -> list[int]:
    return [each.unread_count for each in await overview.of(by=by)]


async def read(world: World, number: int, by: Actor) -> None:
    await reading.read(await conversation.reachable(world.kaya.id, by=by), number, by=by)


async def is_told(world: World, profile: object) -> bool:
    sql = "SELECT 1 FROM notifications WHERE profile = {} AND subject = {} AND read_at IS NULL"
    return await database.row(sql, profile, conversation.talk(world.kaya.id)) is not None


@rule("C2")
async def test_what_others_wrote_is_unread_until_it_was_read(world: World) -> None:
    for _ in range(3):
        await say(world.kaya, "Hallo!", by=world.jonas.actor)
    await say(world.kaya, "Ja?", by=world.mila.actor)
    # Of the four Mila has read all, for she has answered.
    assert await unread(world, world.nadia.actor) == [4]
    assert await unread(world, world.mila.actor) == [0]
    assert await unread(world, world.jonas.actor) == [1, 0]
    await read(world, 2, world.nadia.actor)
    assert await unread(world, world.nadia.actor) == [2]


@rule("C2")
async def test_nobody_reads_back_or_beyond(world: World) -> None:
    for _ in range(3):
        await say(world.kaya, "Hallo!", by=world.jonas.actor)
    for number, reached in ((2, 2), (1, 2), (-5, 2), (900, 3)):
        await read(world, number, world.nadia.actor)
        one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
        assert one.read_number == reached
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    assert await unread(world, world.nadia.actor) == [1]


@rule("C2")
async def test_the_other_side_sees_how_far_and_ones_own_does_not_count(world: World) -> None:
    for _ in range(3):
        await say(world.kaya, "Hallo!", by=world.nadia.actor)
    await read(world, 3, world.mila.actor)
    assert (await conversation.reachable(world.kaya.id, by=world.nadia.actor)).seen_number == 0
    await read(world, 2, world.jonas.actor)
    assert (await conversation.reachable(world.kaya.id, by=world.nadia.actor)).seen_number == 2
    assert (await conversation.reachable(world.kaya.id, by=world.jonas.actor)).seen_number == 3


@rule("N1")
async def test_reading_ends_the_news_of_it_on_every_device(world: World) -> None:
    await say(world.kaya, "Hallo!", by=world.jonas.actor)
    assert await is_told(world, world.nadia.id) and await is_told(world, world.mila.id)
    await read(world, 1, world.nadia.actor)
    assert not await is_told(world, world.nadia.id)
    assert await is_told(world, world.mila.id)


@rule("C5")
async def test_a_thread_is_read_page_by_page_and_caught_up_with(world: World) -> None:
    for number in range(7):
        await say(world.kaya, f"{number}", by=world.jonas.actor)
    newest = await thread.page(world.kaya.id, limit=3)
    earlier = await thread.page(world.kaya.id, newest[0].number, 3)
    assert [line.words for line in earlier + newest] == ["1", "2", "3", "4", "5", "6"]
    missed = await thread.changed(world.kaya.id, 4)
    assert [line.words for line in missed] == ["4", "5", "6"]
    assert [line.words for line in await thread.changed(world.kaya.id, 4, 2)] == ["4", "5"]
    assert await thread.changed(world.kaya.id, 7) == []


@rule("C1")
async def test_the_list_comes_page_by_page_in_one_statement(world: World) -> None:
    for connection in (world.kaya, world.rossi):
        await say(connection, "Hallo!", by=world.jonas.actor)
    jonas = world.jonas.actor
    whole = [each.id for each in await overview.of(by=jonas)]
    with statements.watched() as seen:
        first = await overview.of(by=jonas, most=1)
    assert seen.count == 1, seen.told()
    second = await overview.of(by=jonas, skip=1, most=1)
    assert [each.id for each in first + second] == whole
    assert len(whole) == 2 and await overview.of(by=jonas, skip=2) == []

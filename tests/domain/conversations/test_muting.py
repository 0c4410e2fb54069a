"""Whoever muted a conversation is counted what is unread, and hears nothing of it."""

import pytest

from domain import database
from domain.conversations import conversation, muting, overview
from domain.errors import NotFound
from domain.notifications import addressed, notification
from domain.profiles.actor import Actor
from tests.conversations import say
from tests.domain.conversations.test_reading import unread
from tests.rules import rule
from tests.world import World


async def mute(world: World, by: Actor) -> None:
    await muting.mute(await conversation.reachable(world.kaya.id, by=by), by=by)


async def is_stale(world: World, by: Actor) -> bool:
    """Whether the news of the newest message goes to nobody's device and into no mail."""
    event = await say(world.kaya, "Hallo!", by=world.jonas.actor)
    about = notification.id_of(by.profile_id, conversation.talk(world.kaya.id))
    told = await addressed.told(about, event)
    assert told is not None
    return told.is_stale


@rule("N1", "C2")
async def test_it_goes_to_no_device_and_counts_as_unread(world: World) -> None:
    for _ in range(2):
        await mute(world, world.nadia.actor)
    assert await is_stale(world, world.nadia.actor)
    # Of each profile for itself.
    assert not await is_stale(world, world.mila.actor)
    assert await unread(world, world.nadia.actor) == [2]
    (listed,) = await overview.of(by=world.nadia.actor)
    assert listed.is_muted
    one = await conversation.reachable(world.kaya.id, by=world.nadia.actor)
    assert one.is_muted
    await muting.end(one, by=world.nadia.actor)
    assert not await is_stale(world, world.nadia.actor)
    assert not (await conversation.reachable(one.id, by=world.nadia.actor)).is_muted


@rule("C1")
async def test_nobody_mutes_what_is_out_of_reach(world: World) -> None:
    with pytest.raises(NotFound):
        await mute(world, world.dora.actor)
    assert await database.rows("SELECT 1 FROM conversation_mutings") == []

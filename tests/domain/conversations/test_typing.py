"""Whoever writes is shown to those who have the conversation, in every process, and not stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from domain import database, live, settings
from domain.conversations import conversation, typing
from domain.conversations.conversation import Over
from domain.errors import NotFound
from domain.live.subscription import Subscription
from domain.notifications import hearing
from domain.profiles.actor import Actor
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World


async def type_(world: World, by: Actor) -> None:
    await typing.say(await conversation.reachable(world.kaya.id, by=by), by=by)


@asynccontextmanager
async def page_of(somebody: Actor) -> AsyncIterator[Subscription]:
    async with live.subscribe(await hearing.names(somebody)) as hints:
        yield hints


async def stored() -> list[object]:
    """How much there is of what a change leaves behind."""
    tables = ("topics", "events", "outbox", "notifications", "messages")
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    return [*(await database.row(f"SELECT {counts}") or ())]


@rule("C2")
async def test_pages_of_both_sides_hear_who_writes_where_and_nobody_else_does(
    world: World,
) -> None:
    before = await stored()
    async with (
        page_of(world.jonas.actor) as jonas,
        page_of(world.mila.actor) as mila,
        page_of(world.dora.actor) as dora,
    ):
        await type_(world, world.nadia.actor)
        about = f"{world.kaya.id}/{world.nadia.id}"
        for hints in (jonas, mila):
            assert await hints.wait(LONGEST_SECONDS) == {f"message:{world.kaya.id}/{about}"}
        assert not await dora.wait(0.05)
    assert await stored() == before


@rule("C2", "B6")
async def test_nobody_writes_where_it_is_over_or_not_theirs(world: World) -> None:
    with pytest.raises(NotFound):
        await type_(world, world.dora.actor)
    ended = "UPDATE connections SET ended_at = created_at WHERE id = {}"
    await database.rows(ended, world.kaya.id)
    with pytest.raises(Over):
        await type_(world, world.nadia.actor)


@rule("C2")
async def test_another_process_hears_it_too(
    world: World, default_settings: settings.Settings, redis_url: str
) -> None:
    settings.use(replace(default_settings, redis_url=redis_url))
    there = live.Hub(redis_url)
    async with there.subscribe(await hearing.names(world.jonas.actor)) as hints:
        heard = frozenset[str]()
        # Until both have joined.
        while not any("/" in name for name in heard):
            await type_(world, world.nadia.actor)
            heard = await hints.wait(0.1)
    there.close()
    assert f"message:{world.kaya.id}/{world.kaya.id}/{world.nadia.id}" in heard

"""Whoever shared a document takes it away, and has ten seconds to think again."""

from datetime import timedelta

import pytest

from domain import database, storage
from domain.documents import document, removal, space
from domain.documents.document import Document
from domain.errors import Forbidden, NotFound
from tests.conftest import FrozenClock
from tests.documents import shared, there
from tests.rules import rule
from tests.world import World

SECOND = timedelta(seconds=1)


@pytest.fixture
async def one(world: World) -> Document:
    return await shared(world.kaya, by=world.nadia.actor)


async def now(one: Document, world: World) -> Document:
    return await document.reachable(one.id, by=world.nadia.actor)


@rule("D1")
async def test_only_ones_own_can_be_removed(world: World, one: Document) -> None:
    with pytest.raises(Forbidden):
        await removal.remove(one, by=world.jonas.actor)
    assert [each.id for each in await there(world)] == [one.id]


@rule("D1")
async def test_removed_it_is_gone_from_the_list_and_comes_back_within_ten_seconds(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    await removal.remove(one, by=world.nadia.actor)
    assert await there(world) == []
    frozen_clock.forward(removal.TO_THINK_AGAIN - SECOND)
    await removal.restore(await now(one, world), by=world.nadia.actor)
    assert [each.id for each in await there(world)] == [one.id]
    frozen_clock.forward(removal.PURGED_AFTER)
    await removal.purge(one.id)
    assert [each.id for each in await there(world)] == [one.id]


@rule("D1")
async def test_pressed_twice_each_happens_once(world: World, one: Document) -> None:
    for _ in range(2):
        await removal.remove(one, by=world.nadia.actor)
    removed = await now(one, world)
    for _ in range(2):
        await removal.restore(removed, by=world.nadia.actor)
    assert [each.id for each in await there(world)] == [one.id]
    kinds = await database.rows("SELECT kind FROM events WHERE kind LIKE 'document.re%'")
    assert sorted(kinds) == [("document.removed",), ("document.restored",)]


@rule("D1")
async def test_after_ten_seconds_it_does_not_come_back(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    await removal.remove(one, by=world.nadia.actor)
    frozen_clock.forward(removal.TO_THINK_AGAIN)
    with pytest.raises(removal.RemovedForGood):
        await removal.restore(await now(one, world), by=world.nadia.actor)


@rule("D1")
async def test_nobody_else_brings_it_back(world: World, one: Document) -> None:
    await removal.remove(one, by=world.nadia.actor)
    with pytest.raises(removal.RemovedForGood):
        await removal.restore(await now(one, world), by=world.jonas.actor)


@rule("D1")
async def test_purged_it_leaves_no_name_no_space_taken_and_no_address(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    before = await space.left(world.kaya.id)
    await removal.remove(one, by=world.nadia.actor)
    frozen_clock.forward(removal.PURGED_AFTER)
    for _ in range(2):
        await removal.purge(one.id)
    assert await space.left(world.kaya.id) == before + one.size
    assert await database.rows("SELECT name FROM documents") == [("",)]
    with pytest.raises(NotFound):
        await now(one, world)
    planned = await database.rows("SELECT payload FROM outbox WHERE kind = 'file_removal'")
    assert [document.key(one.id) in payload for (payload,) in planned] == [True]
    assert [each.key for each in await storage.current().listed()] == [document.key(one.id)]

"""What documents have and what lies in the store are compared, without what is on its way."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, database, inventory, storage
from domain.documents import document, removal
from domain.documents.document import Document
from domain.inventory import PATIENCE
from tests.conftest import FrozenClock
from tests.documents import PDF, share, shared
from tests.rules import rule
from tests.world import World


@pytest.fixture
async def one(world: World, own_store: Path) -> Document:
    """A document whose file lies there for as long as the clock stands."""
    made = await shared(world.kaya, by=world.nadia.actor)
    _lies_since(own_store, document.key(made.id), timedelta())
    return made


def _lies_since(data: Path, key: str, ago: timedelta) -> None:
    path = data / storage.FOLDER / storage.place(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    moment = (clock.now() - ago).timestamp()
    os.utime(path, (moment, moment))


@rule("D3")
async def test_a_document_has_its_file(one: Document) -> None:
    assert await inventory.needed() == [document.key(one.id)]
    assert await inventory.differences() == ([], [], [])


@rule("D3")
async def test_a_file_that_is_gone_is_missing_until_its_document_is_purged(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    await storage.current().remove([document.key(one.id)])
    await removal.remove(one, by=world.nadia.actor)
    assert await inventory.differences() == ([document.key(one.id)], [], [])
    frozen_clock.forward(removal.PURGED_AFTER)
    await removal.purge(one.id)
    assert await inventory.needed() == []
    assert await inventory.differences() == ([], [], [])


@rule("D1")
async def test_the_file_of_a_purged_document_is_nobodys_an_hour_later(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    frozen_clock.forward(PATIENCE)
    await removal.remove(one, by=world.nadia.actor)
    frozen_clock.forward(removal.PURGED_AFTER)
    await removal.purge(one.id)
    assert await inventory.differences() == ([], [], [])
    frozen_clock.forward(PATIENCE)
    assert await inventory.differences() == ([], [], [document.key(one.id)])


@rule("D3")
async def test_a_file_on_its_way_is_neither(
    one: Document, own_store: Path, frozen_clock: FrozenClock
) -> None:
    _lies_since(own_store, "b0b0", PATIENCE)
    assert await inventory.differences() == ([], [], [])
    frozen_clock.forward(timedelta(seconds=1))
    assert await inventory.differences() == ([], [], ["b0b0"])
    await database.rows("UPDATE documents SET stored_at = NULL, told_at = NULL")
    assert await inventory.needed() == []
    frozen_clock.forward(2 * PATIENCE)
    assert await inventory.differences() == ([], [], ["b0b0"])


@rule("D3")
async def test_of_many_files_only_so_many_bytes_are_read(world: World, own_store: Path) -> None:
    for _ in range(3):
        await share(world.kaya, by=world.jonas.actor)
    two = await inventory.read(2 * len(PDF) + 1)
    assert two == (2, 3, [])
    assert await inventory.read(None) == (3, 3, [])


@rule("D3")
async def test_a_file_that_is_another_by_now_is_damaged(
    world: World, own_store: Path, tmp_path: Path
) -> None:
    one = await shared(world.kaya, by=world.jonas.actor)
    for content, is_shorter in ((PDF[::-1], False), (PDF[:-1], True)):
        (tmp_path / "other").write_bytes(content)
        await storage.current().put(document.key(one.id), tmp_path / "other")
        damaged = [document.key(one.id)]
        assert (await inventory.differences()).damaged == (damaged if is_shorter else [])
        assert (await inventory.read(None)).damaged == damaged

"""A file becomes a document of its connection, wholly or not at all."""

import asyncio
import os
import time
from pathlib import Path
from uuid import uuid4

import pytest

from domain import database, outbox, storage
from domain.documents import document, giving_up, incoming, listed, sharing, space
from domain.documents.incoming import Empty, TooLarge
from domain.errors import NotFound
from domain.storage.folder import Folder
from tests.conftest import FrozenClock
from tests.documents import PDF, TEXT, share, shared, there
from tests.rules import rule
from tests.world import World

MEGABYTE = 1024 * 1024


async def allow(world: World, megabytes: int) -> None:
    sql = "UPDATE providers SET document_megabytes = {} WHERE id = {}"
    await database.rows(sql, megabytes, world.kaya.provider)


async def keys() -> list[str]:
    return [each.key for each in await storage.current().listed()]


@rule("D1")
async def test_both_sides_see_it_and_nobody_else(world: World) -> None:
    for by in (world.nadia.actor, world.jonas.actor):
        id = await share(world.kaya, by=by)
        for reader in (world.nadia.actor, world.jonas.actor):
            assert (await document.reachable(id, by=reader)).name == "Blatt.pdf"
        with pytest.raises(NotFound):
            await document.reachable(id, by=world.dora.actor)
    known = await there(world)
    assert [each.side for each in known] in (["provider", "family"], ["family", "provider"])
    assert await listed.of_connection(world.rossi.id, by=world.jonas.actor) == []


@rule("D3")
async def test_its_file_lies_in_the_store_and_nowhere_else(world: World, own_store: Path) -> None:
    one = await shared(world.kaya, by=world.nadia.actor)
    content = b"".join([part async for part in storage.current().read(document.key(one.id))])
    assert content == PDF
    assert (one.size, one.kind) == (len(PDF), "application/pdf")
    assert list((own_store / "incoming").iterdir()) == []


@rule("D3")
async def test_nothing_and_too_much_are_refused_and_leave_nothing(
    world: World, own_store: Path
) -> None:
    with pytest.raises(Empty):
        await share(world.kaya, b"", by=world.nadia.actor)
    with pytest.raises(TooLarge):
        await share(world.kaya, TEXT + b"x" * document.SIZE_MOST, by=world.nadia.actor)
    assert await keys() == []
    assert list((own_store / "incoming").iterdir()) == []
    await share(world.kaya, b"x" * document.SIZE_MOST, "voll.txt", by=world.nadia.actor)


@rule("D3")
async def test_the_space_of_a_connection_is_kept_to_the_byte_by_twenty_at_once(
    world: World,
) -> None:
    await allow(world, 50)
    content = TEXT + b"x" * (4 * MEGABYTE)
    sizes = len(content)
    fitting = 50 * MEGABYTE // sizes
    made = await asyncio.gather(
        *(share(world.kaya, content, by=world.nadia.actor) for _ in range(20)),
        return_exceptions=True,
    )
    refused = [each for each in made if isinstance(each, space.NoSpaceLeft)]
    assert len(made) - len(refused) == fitting
    assert len(refused) == 20 - fitting
    assert await space.left(world.kaya.id) == 50 * MEGABYTE - fitting * sizes
    assert len(await keys()) == fitting
    assert await space.left(world.rossi.id) == 50 * MEGABYTE


@rule("D3")
async def test_what_is_sent_again_as_its_answer_was_lost_is_there_once(world: World) -> None:
    key = uuid4()
    first = await share(world.kaya, by=world.nadia.actor, key=key)
    assert await share(world.kaya, by=world.nadia.actor, key=key) == first
    both = await asyncio.gather(
        *(share(world.kaya, by=world.jonas.actor, key=key) for _ in range(2)),
        return_exceptions=True,
    )
    assert len({each for each in both if not isinstance(each, sharing.StillComing)}) == 1
    assert len(await there(world)) == 2
    assert await space.left(world.kaya.id) == 1000 * MEGABYTE - 2 * len(PDF)


@rule("D3")
async def test_the_same_file_twice_at_once_is_two_documents(world: World) -> None:
    both = await asyncio.gather(*(share(world.kaya, by=world.nadia.actor) for _ in range(2)))
    assert sorted(map(document.key, both)) == await keys()


@rule("D3")
async def test_a_store_that_is_away_leaves_nothing_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await space.left(world.kaya.id)

    async def away(*_: object) -> None:
        raise storage.StorageAway("away")

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put", away)
        with pytest.raises(storage.StorageAway):
            await share(world.kaya, by=world.nadia.actor)
    assert await database.rows("SELECT id FROM documents") == []
    assert await space.left(world.kaya.id) == before
    removals = await outbox.Outbox.count().where(outbox.Outbox.kind == "file_removal")
    assert removals == 1


@rule("D3")
async def test_what_a_killed_process_left_is_given_up_after_an_hour(
    world: World, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    async def killed(*_: object) -> bool:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(document, "finish", killed)
        with pytest.raises(Killed):
            await share(world.kaya, by=world.nadia.actor)
    assert len(await keys()) == 1
    assert await there(world) == []
    await giving_up.clean()
    assert len(await database.rows("SELECT id FROM documents")) == 1
    frozen_clock.forward(giving_up.PATIENCE * 1.01)
    await giving_up.clean()
    assert await database.rows("SELECT id FROM documents") == []
    assert await space.left(world.kaya.id) == 1000 * MEGABYTE


@rule("D3")
def test_what_a_killed_process_left_on_its_way_is_removed_when_one_begins(own_store: Path) -> None:
    folder = own_store / incoming.FOLDER
    incoming.clean()
    folder.mkdir()
    for name, age in (("old", incoming.PATIENCE_SECONDS + 60), ("new", 60)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age,) * 2)
    incoming.clean()
    assert [path.name for path in folder.iterdir()] == ["new"]


@rule("D3")
async def test_what_is_finished_after_it_was_given_up_counts_no_more(
    world: World, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Folder.put

    async def slow(store: Folder, key: str, source: Path) -> None:
        await put(store, key, source)
        frozen_clock.forward(giving_up.PATIENCE * 1.01)
        await giving_up.clean()

    monkeypatch.setattr(Folder, "put", slow)
    with pytest.raises(sharing.GivenUp):
        await share(world.kaya, by=world.nadia.actor)
    assert await there(world) == []

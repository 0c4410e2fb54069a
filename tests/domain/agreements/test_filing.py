"""The PDF of a version and the version are there together, whenever a process dies."""

from pathlib import Path
from uuid import UUID

import pytest

from domain import clock, database, inventory, outbox, storage
from domain.agreements import agreement, filing, overview, version, writing
from domain.storage.folder import Folder
from tests.agreements import PAGE, incoming_pdf, only, said, uploaded, written
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World


class Killed(BaseException):
    """A process that ends in the middle."""


async def keys() -> list[str]:
    return [each.key for each in await storage.current().listed()]


async def look() -> None:
    """What the workers do an hour later."""
    rows = await outbox.Outbox.select().where(outbox.Outbox.kind == filing.KIND)
    for row in rows:
        await filing.check(UUID(row["payload"].split('"')[3]))


@rule("D5")
async def test_its_file_lies_in_the_store_and_stays(world: World, either_store: None) -> None:
    one = await uploaded(by=world.jonas.actor)
    assert (await only(world.kaya)).is_file
    content = b"".join([part async for part in storage.current().read(filing.key(one.id))])
    assert content == PAGE
    assert (one.file_name, one.size, one.text) == ("AGB.pdf", len(PAGE), "")
    await look()
    assert await keys() == await inventory.needed() == [filing.key(one.id)]
    assert await inventory.differences() == ([], [], [])
    await storage.current().remove([filing.key(one.id)])
    assert (await inventory.differences()).missing == [filing.key(one.id)]


@rule("D5")
async def test_a_file_whose_version_never_came_is_removed(
    world: World, either_store: None, frozen_clock: FrozenClock
) -> None:
    await incoming_pdf(PAGE)
    (row,) = await outbox.Outbox.select().where(outbox.Outbox.kind == filing.KIND)
    assert row["due_at"] == clock.now() + filing.PATIENCE
    assert len(await keys()) == 1
    assert await inventory.needed() == []
    await look()
    await look()
    assert await keys() == []


@rule("D5")
@pytest.mark.parametrize("is_stored", [True, False])
async def test_whoever_is_killed_while_storing_leaves_nothing(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch, is_stored: bool
) -> None:
    put = Folder.put

    async def killed(store: Folder, key: str, source: Path) -> None:
        if is_stored:
            await put(store, key, source)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put", killed)
        with pytest.raises(Killed):
            await uploaded(by=world.jonas.actor)
    assert len(await keys()) == is_stored
    assert await overview.of(by=world.jonas.actor) == []
    await look()
    assert await keys() == []


@rule("D5")
async def test_whoever_is_killed_while_the_version_is_written_leaves_nothing(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(writing, "_announce", killed)
        with pytest.raises(Killed):
            await uploaded(by=world.jonas.actor)
    assert await database.rows("SELECT 1 FROM agreement_versions") == []
    assert len(await keys()) == 1
    await look()
    assert await keys() == []


@rule("D5")
async def test_a_store_that_is_away_asks_nobody(
    world: World, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise storage.StorageAway("away")

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put", away)
        with pytest.raises(storage.StorageAway):
            await uploaded(by=world.jonas.actor)
    assert await overview.of(by=world.jonas.actor) == []


@rule("D5")
async def test_what_took_so_long_that_it_is_looked_for_soon_is_not_stored(
    world: World, own_store: Path, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Folder.put

    async def slow(store: Folder, key: str, source: Path) -> None:
        await put(store, key, source)
        frozen_clock.forward(filing.STORED_WITHIN * 1.01)

    monkeypatch.setattr(Folder, "put", slow)
    with pytest.raises(storage.StorageAway):
        await uploaded(by=world.jonas.actor)
    await look()
    assert await keys() == []


@rule("D5")
async def test_the_same_sent_twice_is_one_version_and_its_file(
    world: World, own_store: Path
) -> None:
    one = await written(by=world.jonas.actor)
    for _ in range(2):
        again, id = await incoming_pdf(PAGE)
        await writing.write_again(one, 1, again, version_id=id, by=world.jonas.actor)
    now, before = await version.all_of(one.id)
    assert (now.is_file, before.is_file) == (True, False)
    await look()
    assert await keys() == [filing.key(now.id)]


@rule("D5")
async def test_a_text_follows_a_file(world: World, own_store: Path) -> None:
    first = await uploaded(by=world.jonas.actor)
    one = (await overview.of(by=world.jonas.actor))[0]
    assert one.id == first.agreement
    known = await agreement.reachable(one.id, by=world.jonas.actor)
    await writing.write_again(known, 1, said("Neu."), version_id=UUID(int=1), by=world.jonas.actor)
    assert not (await only(world.kaya)).is_file
    assert await inventory.needed() == [filing.key(first.id)]

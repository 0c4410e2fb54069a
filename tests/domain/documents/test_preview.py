"""Whether a document has a preview is known, and what is lost of them is made anew."""

import asyncio

import pytest

from domain import backup, database, inventory, outbox, storage, topics
from domain.documents import confined, document, preview, preview_making, removal
from domain.documents.preview_size import KINDS, SMALL_PIXELS, Size
from tests import pictures
from tests.conftest import FrozenClock
from tests.documents import TEXT
from tests.pictures import made
from tests.previews import drawn, kept, pixels, shared
from tests.rules import rule
from tests.world import World


async def planned() -> list[str]:
    rows = await database.rows("SELECT payload FROM outbox WHERE kind = 'document_preview'")
    return [payload for (payload,) in rows]


@rule("D1")
async def test_a_text_has_none_and_none_is_planned(world: World) -> None:
    id = await shared(world, TEXT, "Aufgabe.txt")
    assert await planned() == []
    assert "text/plain" not in KINDS
    assert await pixels(world, id) == (None, None)


@rule("D1")
async def test_two_at_once_make_one(world: World, either_store: None) -> None:
    id = await shared(world, made("PNG"))
    await asyncio.gather(*(preview_making.make(id) for _ in range(4)))
    assert await database.rows("SELECT document FROM document_previews") == [(id,)]
    names = [each.key for each in await storage.current().listed()]
    assert names == sorted([document.key(id), *preview.keys(id)])


@rule("D1")
async def test_pages_that_show_it_hear_of_it(world: World) -> None:
    id = await shared(world, made("PNG"))
    names = [topics.name("document", world.kaya.family)]
    before = await topics.versions(names)
    await preview_making.make(id)
    assert await topics.versions(names) != before


@rule("D1")
async def test_it_goes_with_its_document(
    world: World, either_store: None, frozen_clock: FrozenClock
) -> None:
    id = await drawn(world, made("PNG"))
    one = await document.reachable(id, by=world.nadia.actor)
    await removal.remove(one, by=world.nadia.actor)
    frozen_clock.forward(removal.PURGED_AFTER)
    await removal.purge(id)
    assert await database.rows("SELECT id FROM document_previews") == []
    rows = await database.rows("SELECT payload FROM outbox WHERE kind = 'file_removal'")
    assert all(key in rows[0][0] for key in preview.keys(id))


@rule("D1")
async def test_what_is_drawn_while_its_document_goes_goes_too(
    world: World, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await shared(world, made("PNG"))
    run = confined.run

    async def slow(*said: object) -> object:
        one = await document.reachable(id, by=world.nadia.actor)
        await removal.remove(one, by=world.nadia.actor)
        frozen_clock.forward(removal.PURGED_AFTER)
        await removal.purge(id)
        return await run(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(confined, "run", slow)
    await preview_making.make(id)
    assert await database.rows("SELECT id FROM document_previews") == []
    rows = await database.rows("SELECT payload FROM outbox WHERE kind = 'file_removal'")
    assert [all(key in payload for key in preview.keys(id)) for (payload,) in rows] == [True] * 2


@rule("D1")
async def test_a_removed_one_is_not_drawn(world: World) -> None:
    id = await shared(world, made("PNG"))
    one = await document.reachable(id, by=world.nadia.actor)
    await removal.remove(one, by=world.nadia.actor)
    await preview_making.make(id)
    assert await database.rows("SELECT id FROM document_previews") == []


@rule("D1")
async def test_those_from_before_are_planned_one_after_the_other_and_once(world: World) -> None:
    ids = [await shared(world, made("PNG")) for _ in range(3)]
    await shared(world, TEXT, "Aufgabe.txt")
    await preview_making.make(ids[0])
    await outbox.Outbox.delete(force=True)
    for _ in range(2):
        await preview.plan_lacking()
    assert sorted(planned_ for planned_ in await planned()) == sorted(
        f'{{"document":"{id}"}}' for id in ids[1:]
    )
    due = await database.rows(
        "SELECT due_at FROM outbox WHERE kind = 'document_preview' ORDER BY due_at"
    )
    assert len({at for (at,) in due}) == 2


@rule("D1")
async def test_the_inventory_knows_them_and_lacks_none_and_no_backup_holds_them(
    world: World, frozen_clock: FrozenClock
) -> None:
    id = await drawn(world, made("PNG"))
    frozen_clock.forward(inventory.PATIENCE * 1000)
    assert await inventory.differences() == ([], [], [])
    await storage.current().remove(preview.keys(id))
    assert await inventory.differences() == ([], [], [])
    assert await inventory.needed() == [document.key(id)]
    assert "document_previews" not in backup.names()


@rule("D1")
async def test_what_the_store_lost_is_drawn_anew(world: World) -> None:
    id = await drawn(world, made("PNG"))
    await storage.current().remove(preview.keys(id))
    await outbox.Outbox.delete(force=True)
    for _ in range(2):
        await preview.draw_anew(id)
    assert len(await planned()) == 1
    await preview_making.make(id)
    assert pictures.read(await kept(id, Size.SMALL)).size == (SMALL_PIXELS, SMALL_PIXELS)


@rule("D1")
async def test_a_document_whose_file_is_lost_has_none(world: World) -> None:
    id = await shared(world, made("PNG"))
    await storage.current().remove([document.key(id)])
    await preview_making.make(id)
    assert await preview.wanted(id) is None
    assert await pixels(world, id) == (None, None)

"""A link to one file that works for five minutes, and the log of who asked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain import database, topics
from domain.documents import document, download, removal
from domain.documents.document import Document
from domain.errors import NotFound
from tests.conftest import FrozenClock
from tests.documents import PDF, shared
from tests.rules import rule
from tests.world import World

SECOND = timedelta(seconds=1)


@pytest.fixture
async def one(world: World) -> Document:
    return await shared(world.kaya, by=world.jonas.actor)


@rule("D2")
async def test_a_link_opens_its_file_for_five_minutes(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    token = await download.link(one, by=world.nadia.actor)
    file = await download.opened(token)
    assert (file.id, file.name, file.size, file.seconds_left) == (one.id, one.name, len(PDF), 300)
    frozen_clock.forward(download.WORKS_FOR - SECOND)
    assert (await download.opened(token)).seconds_left == 1
    frozen_clock.forward(SECOND)
    with pytest.raises(download.LinkOver) as over:
        await download.opened(token)
    assert over.value.document == one.id


@rule("D2")
async def test_a_link_that_was_changed_opens_nothing(world: World, one: Document) -> None:
    other = await shared(world.kaya, by=world.jonas.actor)
    token, others = [await download.link(each, by=world.nadia.actor) for each in (one, other)]
    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(49)
    ]
    for made_up in (*changed, others[:28] + token[28:], "", "x", "ä", token + "A", uuid4().hex):
        with pytest.raises(NotFound):
            await download.opened(made_up)


@rule("D2")
async def test_what_was_removed_is_no_more_to_be_had(world: World, one: Document) -> None:
    token = await download.link(one, by=world.nadia.actor)
    await removal.remove(one, by=world.jonas.actor)
    with pytest.raises(NotFound):
        await download.opened(token)
    gone = await document.reachable(one.id, by=world.nadia.actor)
    with pytest.raises(NotFound):
        await download.link(gone, by=world.nadia.actor)


@rule("D2")
async def test_each_download_is_in_a_log_that_only_grows(
    world: World, one: Document, frozen_clock: FrozenClock
) -> None:
    name = topics.name("document", one.family)
    before = await topics.versions([name])
    await download.link(one, by=world.nadia.actor)
    assert await topics.versions([name]) != before
    later = frozen_clock.forward(SECOND)
    await download.link(one, by=world.jonas.actor)
    assert await download.log(one) == [("Jonas Weber", later), ("Nadia Kaya", later - SECOND)]
    for sql in ("DELETE FROM document_downloads", "UPDATE document_downloads SET created_at = {}"):
        with pytest.raises(database.Violation) as refused:
            await database.rows(sql, *([later] if "{}" in sql else []))
        assert refused.value.name == "D2_downloads_append_only"

"""Previews are drawn by workers beside everything else, and hostile files cost them nothing."""

import asyncio
import sys

import pytest

from domain import clock, database, lease, outbox, storage
from domain.documents import document, preview, preview_making
from domain.lease import LEASE, Work
from tests import papers, pictures
from tests.conftest import FrozenClock
from tests.pictures import made
from tests.previews import pixels, shared
from tests.rules import rule
from tests.waiting import until
from tests.workers.rows import row, work
from tests.world import World
from workers import handlers, previews, relay

KIND = preview.KIND


@pytest.fixture(autouse=True)
def _own_store(own_store: object) -> None:
    """For all of them."""


@rule("D1")
async def test_what_is_shared_is_drawn_by_the_next_worker(world: World) -> None:
    id = await shared(world, made("JPEG"))
    await work()
    assert await pixels(world, id) == pictures.WIDE
    assert (await row(KIND)).done_at


@rule("D1", "N2")
async def test_what_takes_too_much_is_tried_three_times_and_has_none(
    world: World, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = [sys.executable, "-I", "-c", "raise SystemExit(1)"]
    monkeypatch.setattr(preview_making, "PROGRAM", program)
    id = await shared(world, papers.page())
    for tries in range(1, previews.TRIES + 1):
        await work()
        assert (await row(KIND)).attempts == tries
        assert await preview.wanted(id)
        frozen_clock.to((await row(KIND)).due_at)
    await work()
    assert (await row(KIND)).done_at
    assert await preview.wanted(id) is None
    assert await pixels(world, id) == (None, None)


@rule("D1", "N2")
async def test_what_ends_every_worker_has_none(world: World, frozen_clock: FrozenClock) -> None:
    id = await shared(world, papers.page())
    for _ in range(previews.TRIES):
        assert len(await lease.claim(1, clock.now(), only=handlers.HEAVY)) == 1
        frozen_clock.forward(LEASE)
    await work()
    assert await preview.wanted(id) is None
    assert await pixels(world, id) == (None, None)


@rule("D1", "N2")
async def test_while_the_storage_is_away_it_waits_and_that_counts_as_no_try(
    world: World, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await shared(world, made("PNG"))

    async def away(_: object) -> None:
        raise storage.StorageAway("away")

    with monkeypatch.context() as patched:
        patched.setattr(preview_making, "make", away)
        for _ in range(previews.TRIES + 2):
            await work()
            assert (await row(KIND)).attempts == 0
            frozen_clock.to((await row(KIND)).due_at)
    await work()
    assert await pixels(world, id) == pictures.WIDE


@rule("N2")
async def test_others_go_on_while_as_many_are_drawn_as_may_be(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_it, goes_on, done = list[Work](), asyncio.Event(), list[Work]()

    async def slow(work: Work) -> None:
        at_it.append(work)
        await goes_on.wait()

    async def quick(work: Work) -> None:
        done.append(work)

    monkeypatch.setitem(handlers.OUTSIDE, KIND, slow)
    monkeypatch.setitem(handlers.OUTSIDE, "try", quick)
    async with database.transaction():
        for _ in range(relay.HEAVY_WIDTH + 3):
            await outbox.put(KIND, {})
    working = asyncio.create_task(work())
    await until(lambda: len(at_it) == relay.HEAVY_WIDTH)
    await outbox.put("try", {})
    await relay.relay()
    await until(lambda: done)
    assert len(at_it) == relay.HEAVY_WIDTH
    goes_on.set()
    await working
    assert len(at_it) == relay.HEAVY_WIDTH + 3


@rule("D1")
async def test_documents_from_before_get_theirs_within_the_hour(
    world: World, frozen_clock: FrozenClock
) -> None:
    id = await shared(world, made("PNG"))
    await outbox.Outbox.delete(force=True)
    await work()
    frozen_clock.forward(LEASE)
    await work()
    assert await pixels(world, id) == pictures.WIDE
    names = [each.key for each in await storage.current().listed()]
    assert names == sorted([document.key(id), *preview.keys(id)])

"""What waits for the workers: taken by one, lost by none, written once where it says so."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain import clock, lease, nudge, outbox
from domain import database as db
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.statements import watched

HOUR = timedelta(hours=1)


@pytest.fixture
def nudges() -> Iterator[list[int]]:
    made: list[int] = []
    nudge.on_new_work(lambda: made.append(1))
    yield made
    nudge.on_new_work(None)


async def kinds() -> list[str]:
    return [kind for (kind,) in await db.rows("SELECT kind FROM outbox ORDER BY kind")]


@rule("N2")
async def test_what_is_due_is_taken_the_oldest_first(
    database: str, frozen_clock: FrozenClock
) -> None:
    now = clock.now()
    await outbox.put("later", {}, due_at=now + HOUR)
    await outbox.put("now", {"session": "a"}, useful_until=now + HOUR)
    await outbox.put("before", {}, due_at=now - HOUR)
    taken = await lease.claim(10, clock.now())
    assert {work.kind for work in taken} == {"before", "now"}
    assert [(w.payload, w.useful_until, w.attempts) for w in taken if w.kind == "now"] == [
        ({"session": "a"}, now + HOUR, 1)
    ]
    frozen_clock.forward(HOUR)
    assert [work.kind for work in await lease.claim(1, clock.now())] != []


@rule("N2")
async def test_no_more_is_taken_than_asked_for(database: str, frozen_clock: FrozenClock) -> None:
    for number in range(3):
        await outbox.put(str(number), {}, due_at=clock.now() - HOUR * (3 - number))
    assert {work.kind for work in await lease.claim(2, clock.now())} == {"0", "1"}


@rule("N2")
async def test_two_workers_never_get_the_same(database: str, frozen_clock: FrozenClock) -> None:
    for number in range(40):
        await outbox.put(str(number), {})
    taken = await asyncio.gather(*(lease.claim(10, clock.now()) for _ in range(8)))
    ids = [work.id for part in taken for work in part]
    assert len(ids) == len(set(ids)) == 40


@rule("N2")
async def test_what_a_killed_worker_held_comes_back_after_its_lease(
    database: str, frozen_clock: FrozenClock
) -> None:
    await outbox.put("push", {})
    (first,) = await lease.claim(10, clock.now())
    frozen_clock.forward(lease.LEASE - timedelta(seconds=1))
    assert await lease.claim(10, clock.now()) == []
    frozen_clock.forward(timedelta(seconds=1))
    (second,) = await lease.claim(10, clock.now())
    assert (second.id, second.attempts) == (first.id, 2)


@rule("N2")
async def test_what_is_done_is_done_once(database: str, frozen_clock: FrozenClock) -> None:
    await outbox.put("push", {})
    (work,) = await lease.claim(10, clock.now())
    assert await lease.finish(work.id) is True
    assert await lease.finish(work.id) is False
    await lease.postpone(work.id, clock.now(), "zu spät")
    frozen_clock.forward(HOUR)
    assert await lease.claim(10, clock.now()) == []


@rule("N2")
async def test_what_is_postponed_comes_when_it_is_due(
    database: str, frozen_clock: FrozenClock
) -> None:
    await outbox.put("push", {})
    (work,) = await lease.claim(10, clock.now())
    await lease.postpone(work.id, clock.now() + HOUR, "429")
    frozen_clock.forward(HOUR - timedelta(seconds=1))
    assert await lease.claim(10, clock.now()) == []
    frozen_clock.forward(timedelta(seconds=1))
    assert [again.id for again in await lease.claim(10, clock.now())] == [work.id]


@rule("N2")
async def test_what_is_given_up_is_kept_and_not_tried_again(
    database: str, frozen_clock: FrozenClock
) -> None:
    await outbox.put("push", {})
    (work,) = await lease.claim(10, clock.now())
    await lease.bury(work.id, "x" * 600)
    frozen_clock.forward(HOUR)
    assert await lease.claim(10, clock.now()) == []
    assert await kinds() == ["push"]


@rule("N2", "S14")
async def test_the_same_dedupe_text_is_written_once_also_at_once(
    database: str, frozen_clock: FrozenClock
) -> None:
    await asyncio.gather(*(outbox.put("reminder", {}, dedupe="reminder:a") for _ in range(6)))
    (work,) = await lease.claim(10, clock.now())
    await lease.finish(work.id)
    await outbox.put("reminder", {}, dedupe="reminder:a")
    assert await lease.claim(10, clock.now()) == []
    await outbox.put("push", {})
    await outbox.put("push", {})
    assert len(await lease.claim(10, clock.now())) == 2


@rule("S14")
async def test_withdrawing_takes_what_begins_alike_and_is_not_done(
    database: str, frozen_clock: FrozenClock
) -> None:
    for text in ("reminder:a:1", "reminder:a:2", "reminder:ab:1", "reminder:b:1", "Reminder:a:1"):
        await outbox.put(text, {}, due_at=clock.now() + HOUR, dedupe=text)
    await outbox.put("reminder:a:0", {}, dedupe="reminder:a:0")
    (work,) = await lease.claim(1, clock.now())
    await lease.finish(work.id)
    async with db.transaction():
        await outbox.put("reminder:a:3", {}, dedupe="reminder:a:3")
        await outbox.put("reminder:b:3", {}, dedupe="reminder:b:3")
        await outbox.withdraw("reminder:a:")
        await outbox.put("reminder:a:4", {}, dedupe="reminder:a:4")
    assert sorted(await kinds()) == [
        "Reminder:a:1",
        "reminder:a:0",
        "reminder:a:4",
        "reminder:ab:1",
        "reminder:b:1",
        "reminder:b:3",
    ]


async def test_withdrawing_needs_a_transaction(database: str, frozen_clock: FrozenClock) -> None:
    await outbox.put("reminder", {}, dedupe="reminder:a:1")
    with pytest.raises(RuntimeError):
        await outbox.withdraw("reminder:a:")
    assert await kinds() == ["reminder"]


@rule("N2")
async def test_what_a_transaction_leaves_is_written_by_one_statement_at_its_end(
    database: str, frozen_clock: FrozenClock
) -> None:
    async with db.transaction():
        await outbox.put("push", {}, due_at=clock.now() + HOUR)
        with watched() as seen:
            for number in range(80):
                await outbox.put("reminder", {}, dedupe=f"reminder:{number % 40}")
        assert seen.count == 0, seen.told()
    assert len(await kinds()) == 41


async def test_what_ended_a_week_ago_is_forgotten(database: str, frozen_clock: FrozenClock) -> None:
    for kind in ("done", "dead", "waiting"):
        await outbox.put(kind, {})
    taken = {work.kind: work.id for work in await lease.claim(10, clock.now())}
    await lease.finish(taken["done"])
    await lease.bury(taken["dead"], "410")
    frozen_clock.forward(outbox.KEPT)
    await outbox.purge()
    assert len(await kinds()) == 3
    frozen_clock.forward(timedelta(seconds=1))
    await outbox.purge()
    assert await kinds() == ["waiting"]


async def test_how_much_is_due_and_since_when(database: str, frozen_clock: FrozenClock) -> None:
    assert await outbox.overdue() == (0, None)
    since = clock.now() - HOUR
    await outbox.put("a", {}, due_at=since)
    await outbox.put("b", {})
    await outbox.put("c", {}, due_at=clock.now() + HOUR)
    assert await outbox.overdue() == (2, since)
    assert (await outbox.overdue(but="a"))[0] == 1


@rule("N2")
async def test_workers_are_woken_by_what_is_due_once_it_is_stored(
    database: str, frozen_clock: FrozenClock, nudges: list[int]
) -> None:
    await outbox.put("later", {}, due_at=clock.now() + HOUR)
    assert nudges == []
    with pytest.raises(RuntimeError):
        await put_and_fail()
    assert nudges == []
    await outbox.put("now", {})
    assert nudges == [1]


async def put_and_fail() -> None:
    async with db.transaction():
        await outbox.put("now", {})
        raise RuntimeError

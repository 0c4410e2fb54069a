"""The queue in front of the one writer."""

import asyncio
import threading

import pytest

from domain.database.sqlite import turn
from domain.database.sqlite.turn import Turn
from tests.waiting import LONGEST_SECONDS


async def test_first_come_first_served() -> None:
    queue, served = Turn(), list[int]()

    async def wait(number: int) -> None:
        async with queue:
            served.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(wait(number) for number in range(50)))
    assert served == list(range(50))


async def test_who_gives_up_while_being_called_passes_the_turn_on() -> None:
    queue = Turn()
    await queue.take()
    first, second = asyncio.create_task(queue.take()), asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    queue.give()
    first.cancel()
    async with asyncio.timeout(LONGEST_SECONDS):
        await second
    assert first.cancelled()


async def test_who_gives_up_leaves_the_queue() -> None:
    queue = Turn()
    await queue.take()
    first, second = asyncio.create_task(queue.take()), asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    queue.give()
    async with asyncio.timeout(LONGEST_SECONDS):
        await second


async def test_a_loop_that_has_closed_is_passed_over() -> None:
    queue = Turn()
    await queue.take()

    def stand_and_vanish() -> None:
        loop = asyncio.new_event_loop()
        standing = loop.create_task(queue.take())
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        abandoned.append(standing)

    abandoned: list[asyncio.Task[None]] = []
    vanishing = threading.Thread(target=stand_and_vanish)
    vanishing.start()
    await asyncio.to_thread(vanishing.join)
    waiting = asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    queue.give()
    async with asyncio.timeout(LONGEST_SECONDS):
        await waiting
    abandoned[0]._log_destroy_pending = False  # type: ignore[attr-defined]


async def test_who_waits_for_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE_SECONDS", 0.01)
    queue = Turn()
    async with queue:
        with pytest.raises(TimeoutError):
            await queue.take()
    async with queue:
        pass

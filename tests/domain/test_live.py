"""Hints reach every open page that shows what they name, wherever it is served."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from uuid import uuid4

import pytest

from domain import live, settings, topics
from domain.live import Hub
from domain.live.subscription import Subscription
from domain.live.wire import RedisWire
from tests import servers
from tests.waiting import LONGEST_SECONDS

SOON = LONGEST_SECONDS / 2


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub(None)
    yield made
    made.close()


@pytest.fixture
def hubs(redis_url: str) -> Iterator[tuple[Hub, Hub]]:
    """Those of two processes."""
    made = Hub(redis_url), Hub(redis_url)
    yield made
    for one in made:
        one.close()


def named() -> str:
    return topics.name("told", uuid4())


async def test_a_page_is_hinted_of_what_it_shows_only(hub: Hub) -> None:
    mila, tom = named(), named()
    async with hub.subscribe([mila]) as of_mila, hub.subscribe([tom]) as of_tom:
        hub.publish_soon([mila])
        assert await of_mila.wait(SOON)
        assert not await of_tom.wait(0.01)


async def test_every_page_of_a_profile_is_hinted(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]) as one, hub.subscribe([mila]) as other:
        hub.publish_soon([mila])
        assert await one.wait(SOON)
        assert await other.wait(SOON)


async def test_hints_that_nobody_took_are_one(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]) as hints:
        for _ in range(100):
            hub.publish_soon([mila])
        assert await hints.wait(SOON)
        assert not await hints.wait(0.01)
        hub.publish_soon([mila])
        assert await hints.wait(SOON)


async def test_many_pages_are_told_and_whoever_hears_first_waits_for_no_last_one(hub: Hub) -> None:
    mila, heard = named(), list[int]()

    async def listen(page: Subscription) -> None:
        assert await page.wait(SOON) == {mila}
        heard.append(loop_turns)

    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(hub.subscribe([mila])) for _ in range(120)]
        listening = [asyncio.create_task(listen(page)) for page in pages]
        loop_turns = 0
        await asyncio.sleep(0)
        hub.publish_soon([mila])
        while len(heard) < len(pages):
            await asyncio.sleep(0)
            loop_turns += 1
        await asyncio.gather(*listening)
    assert len(set(heard)) == 3, "they are woken in three parts"


async def test_what_is_taken_already_wakes_nobody(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]) as hints:
        hub.publish_soon([mila])
        assert await anext(hints) == {mila}
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(hints), 0.01)


async def test_a_page_hears_which_of_the_things_that_it_shows_changed(hub: Hub) -> None:
    sessions, credits, told = named(), named(), named()
    async with hub.subscribe([sessions, credits, told]) as hints:
        hub.publish_soon([sessions, named()])
        hub.publish_soon([credits, sessions])
        assert await hints.wait(SOON) == {sessions, credits}
        hub.publish_soon([told])
        assert await hints.wait(SOON) == {told}


async def test_a_page_can_be_left_and_nothing_stays(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]):
        pass
    hub.publish_soon([mila])
    assert hub._local._open == {}


async def test_the_end_ends_every_stream(hub: Hub) -> None:
    async def read() -> int:
        async with hub.subscribe([named()]) as hints:
            return len([hint async for hint in hints])

    reading = [asyncio.create_task(read()) for _ in range(3)]
    await asyncio.sleep(0)
    hub.end()
    async with asyncio.timeout(SOON):
        assert await asyncio.gather(*reading) == [0, 0, 0]


async def test_waiting_can_be_cut_short_without_losing_a_hint(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]) as hints:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(hints), 0.01)
        hub.publish_soon([mila])
        await asyncio.wait_for(anext(hints), SOON)


async def test_hints_come_from_threads_without_a_loop(hub: Hub) -> None:
    mila = named()
    async with hub.subscribe([mila]) as hints:
        thread = threading.Thread(target=hub.publish_soon, args=([mila],))
        thread.start()
        assert await hints.wait(SOON)
        thread.join()


async def test_a_page_whose_loop_is_gone_harms_nobody(hub: Hub) -> None:
    mila = named()

    def vanish() -> None:
        loop = asyncio.new_event_loop()
        entered = hub.subscribe([mila])
        loop.run_until_complete(entered.__aenter__())
        loop.close()
        kept.append(entered)

    kept: list[object] = []
    thread = threading.Thread(target=vanish)
    thread.start()
    await asyncio.to_thread(thread.join)
    async with hub.subscribe([mila]) as hints:
        hub.publish_soon([mila])
        assert await hints.wait(SOON)


async def test_another_process_s_pages_are_hinted(hubs: tuple[Hub, Hub]) -> None:
    here, there = hubs
    names = [named() for _ in range(8)]
    pages = [there.subscribe([name]) for name in names]
    hints = [await page.__aenter__() for page in pages]
    await joined(here, there)
    here.publish_soon(names)
    assert await asyncio.gather(*(one.wait(SOON) for one in hints)) == [{name} for name in names]
    for page in pages:
        await page.__aexit__(None, None, None)


async def test_one_s_own_hints_come_once(hubs: tuple[Hub, Hub]) -> None:
    here, there = hubs
    mila = named()
    await joined(here, there)
    await joined(there, here)
    async with here.subscribe([mila]) as hints:
        here.publish_soon([mila])
        assert await hints.wait(SOON)
        assert not await hints.wait(0.1)


async def test_a_real_other_process_is_heard(redis_url: str) -> None:
    mila, here = named(), Hub(redis_url)
    program = (
        "import sys; from domain.live import Hub\n"
        f"hub = Hub({redis_url!r}); hub.publish_soon(['{mila}']); sys.stdin.read()"
    )
    await joined(here, here)
    async with here.subscribe([mila]) as hints:
        other = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program), stdin=subprocess.PIPE
        )
        assert await hints.wait(SOON)
        await other.communicate(b"")
        assert other.returncode == 0
    here.close()


async def test_after_redis_was_away_pages_look_for_themselves() -> None:
    with servers.redis() as server:
        url = f"redis://127.0.0.1:{server.port}/0"
        here, there = Hub(url), Hub(url)
        mila = named()
        await joined(here, there)
        async with there.subscribe([mila]) as hints, here.subscribe([mila]) as own:
            await asyncio.to_thread(server.stop)
            here.publish_soon([mila])
            assert await own.wait(SOON), "pages of the same process need no Redis"
            await asyncio.to_thread(server.start)
            assert await hints.wait(2 * SOON)
            await eventually(lambda: here.publish_soon([mila]), hints)
        here.close()
        there.close()


async def test_what_could_not_be_told_makes_others_look_at_all_they_show(
    hubs: tuple[Hub, Hub],
) -> None:
    here, there = hubs
    mila = named()
    await joined(here, there)
    assert isinstance(here._wire, RedisWire)
    async with there.subscribe([mila]) as hints:
        here._wire._telling.failed(OSError("away"))
        here.publish_soon([mila])
        assert not await hints.wait(0.2)
        here._wire._telling.passed()
        here.publish_soon([named()])
        assert await hints.wait(SOON) == {mila}


async def test_the_settings_choose(default_settings: settings.Settings, redis_url: str) -> None:
    live.forget()
    mila = named()
    async with live.subscribe([mila]) as hints:
        live.publish_soon([mila])
        assert await hints.wait(SOON)
    settings.use(replace(default_settings, redis_url=redis_url))
    async with live.subscribe([mila]) as hints:
        live.publish_soon([mila])
        assert await hints.wait(SOON)


async def joined(speaker: Hub, listener: Hub) -> None:
    """Waits until one hears the other."""
    probe = named()
    async with listener.subscribe([probe]) as hints:
        await eventually(lambda: speaker.publish_soon([probe]), hints)
        await asyncio.sleep(0.05)


async def eventually(send: Callable[[], None], hints: Subscription) -> None:
    async with asyncio.timeout(2 * SOON):
        send()
        while not await hints.wait(0.05):
            send()

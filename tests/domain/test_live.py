"""Hints reach every open page of a profile, wherever it is served."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from domain import live, settings
from domain.live import Hub
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


async def test_a_page_is_hinted_of_its_own_profile_only(hub: Hub) -> None:
    mila, tom = uuid4(), uuid4()
    async with hub.subscribe(mila) as of_mila, hub.subscribe(tom) as of_tom:
        await hub.publish([mila])
        assert await of_mila.wait(SOON)
        assert not await of_tom.wait(0.01)


async def test_every_page_of_a_profile_is_hinted(hub: Hub) -> None:
    mila = uuid4()
    async with hub.subscribe(mila) as one, hub.subscribe(str(mila)) as other:
        await hub.publish([mila])
        assert await one.wait(SOON)
        assert await other.wait(SOON)


async def test_hints_that_nobody_took_are_one(hub: Hub) -> None:
    mila = uuid4()
    async with hub.subscribe(mila) as hints:
        for _ in range(100):
            await hub.publish([mila])
        assert await hints.wait(SOON)
        assert not await hints.wait(0.01)
        await hub.publish([mila])
        assert await hints.wait(SOON)


async def test_a_page_can_be_left_and_nothing_stays(hub: Hub) -> None:
    mila = uuid4()
    async with hub.subscribe(mila):
        pass
    await hub.publish([mila])
    assert hub._local._open == {}


async def test_the_end_ends_every_stream(hub: Hub) -> None:
    async def read() -> int:
        async with hub.subscribe(uuid4()) as hints:
            return len([hint async for hint in hints])

    reading = [asyncio.create_task(read()) for _ in range(3)]
    await asyncio.sleep(0)
    hub.end()
    async with asyncio.timeout(SOON):
        assert await asyncio.gather(*reading) == [0, 0, 0]


async def test_waiting_can_be_cut_short_without_losing_a_hint(hub: Hub) -> None:
    mila = uuid4()
    async with hub.subscribe(mila) as hints:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(hints), 0.01)
        await hub.publish([mila])
        await asyncio.wait_for(anext(hints), SOON)


async def test_hints_come_from_threads_without_a_loop(hub: Hub) -> None:
    mila = uuid4()
    async with hub.subscribe(mila) as hints:
        thread = threading.Thread(target=hub.publish_soon, args=([mila],))
        thread.start()
        assert await hints.wait(SOON)
        thread.join()


async def test_a_page_whose_loop_is_gone_harms_nobody(hub: Hub) -> None:
    mila = uuid4()

    def vanish() -> None:
        loop = asyncio.new_event_loop()
        entered = hub.subscribe(mila)
        loop.run_until_complete(entered.__aenter__())
        loop.close()
        kept.append(entered)

    kept: list[object] = []
    thread = threading.Thread(target=vanish)
    thread.start()
    await asyncio.to_thread(thread.join)
    async with hub.subscribe(mila) as hints:
        await hub.publish([mila])
        assert await hints.wait(SOON)


async def test_another_process_s_pages_are_hinted(hubs: tuple[Hub, Hub]) -> None:
    here, there = hubs
    profiles = [uuid4() for _ in range(8)]
    pages = [there.subscribe(profile) for profile in profiles]
    hints = [await page.__aenter__() for page in pages]
    await joined(here, there)
    await here.publish(profiles)
    assert await asyncio.gather(*(one.wait(SOON) for one in hints)) == [True] * 8
    for page in pages:
        await page.__aexit__(None, None, None)


async def test_one_s_own_hints_come_once(hubs: tuple[Hub, Hub]) -> None:
    here, there = hubs
    mila = uuid4()
    await joined(here, there)
    await joined(there, here)
    async with here.subscribe(mila) as hints:
        await here.publish([mila])
        assert await hints.wait(SOON)
        assert not await hints.wait(0.1)


async def test_a_real_other_process_is_heard(redis_url: str) -> None:
    mila, here = uuid4(), Hub(redis_url)
    program = (
        "import sys; from domain.live import Hub\n"
        f"hub = Hub({redis_url!r}); hub.publish_soon(['{mila}']); sys.stdin.read()"
    )
    await joined(here, here)
    async with here.subscribe(mila) as hints:
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
        mila = uuid4()
        await joined(here, there)
        async with there.subscribe(mila) as hints, here.subscribe(mila) as own:
            await asyncio.to_thread(server.stop)
            await here.publish([mila])
            assert await own.wait(SOON), "pages of the same process need no Redis"
            await asyncio.to_thread(server.start)
            assert await hints.wait(2 * SOON)
            await eventually(lambda: here.publish_soon([mila]), hints)
        here.close()
        there.close()


async def test_the_settings_choose(default_settings: settings.Settings, redis_url: str) -> None:
    live.forget()
    mila = uuid4()
    async with live.subscribe(mila) as hints:
        live.publish_soon([mila])
        assert await hints.wait(SOON)
    settings.use(replace(default_settings, redis_url=redis_url))
    async with live.subscribe(mila) as hints:
        await live.publish([mila])
        assert await hints.wait(SOON)


async def joined(speaker: Hub, listener: Hub) -> None:
    """Waits until one hears the other."""
    probe = uuid4()
    async with listener.subscribe(probe) as hints:
        await eventually(lambda: speaker.publish_soon([probe]), hints)
        await asyncio.sleep(0.05)


async def eventually(send: Callable[[], None], hints: live.Subscription) -> None:
    async with asyncio.timeout(2 * SOON):
        send()
        while not await hints.wait(0.05):
            send()

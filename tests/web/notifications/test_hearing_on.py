"""A stream is for who asked for it, as who they were then, and ends with that."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest

from domain import clock, database, topics
from domain.accounts import device
from domain.profiles import shown
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.web.login.people import Open
from tests.web.notifications.test_stream import Page
from tests.web.sessions.people import enter
from tests.world import World
from web.app import Application
from web.pages.notifications.stream import RESTING_MS, RETRY_MS

Listen = Callable[[httpx.AsyncClient], AbstractAsyncContextManager[tuple[Page, Any]]]


@pytest.fixture
def listen(app: Application) -> Listen:
    """Opens the stream of a browser; gives the page and the task that serves it."""

    @asynccontextmanager
    async def opened(client: httpx.AsyncClient) -> AsyncIterator[tuple[Page, Any]]:
        asked = client.build_request("GET", "/notifications/stream")
        scope = {
            "type": "http",
            "method": "GET",
            "path": asked.url.path,
            "raw_path": asked.url.raw_path,
            "query_string": b"",
            "headers": asked.headers.raw,
            "server": ("localhost", 80),
            "client": ("127.0.0.1", 1),
            "scheme": "http",
            "root_path": "",
            "http_version": "1.1",
        }
        page = Page()
        task = asyncio.create_task(app(scope, page.receive, page.send))  # type: ignore[arg-type]
        await page.until(lambda: bool(page.heard))
        assert page.status == 200
        yield page, task
        page.leave()
        await over(task)

    return opened


async def over(task: Any) -> None:
    await asyncio.wait_for(asyncio.shield(task), LONGEST_SECONDS)


async def device_of(client: httpx.AsyncClient) -> UUID:
    known = await device.by_token(client.cookies["device"])
    assert known is not None
    return known.id


@rule("A10")
async def test_logging_out_ends_the_streams_of_this_device_only(
    world: World, browser: Open, listen: Listen
) -> None:
    phone, tablet = [await enter(browser, world.nadia) for _ in range(2)]
    async with listen(phone) as (page, task), listen(tablet) as (other, stays):
        await phone.post("/logout")
        await over(task)
        assert page.is_over
        assert not stays.done()
        assert not other.is_over


@rule("A10")
@pytest.mark.parametrize("which", ["one", "others"])
async def test_a_device_that_is_signed_out_elsewhere_hears_no_more(
    world: World, browser: Open, listen: Listen, which: str
) -> None:
    phone, lost = [await enter(browser, world.nadia) for _ in range(2)]
    async with listen(lost) as (_, task):
        named = f"{await device_of(lost)}/" if which == "one" else ""
        await phone.post(f"/settings/devices/{named}sign-out")
        await over(task)


@rule("A8")
async def test_a_switched_profile_hears_nothing_of_the_one_before(
    world: World, browser: Open, listen: Listen
) -> None:
    tablet = await enter(browser, world.nadia)
    async with listen(tablet) as (page, task):
        await tablet.post(f"/profiles/{world.tom.id}/choice")
        await over(task)
        assert page.is_over


@rule("A8")
async def test_who_belongs_to_a_family_no_more_is_told_nothing_of_it(
    world: World, browser: Open, listen: Listen
) -> None:
    phone = await enter(browser, world.nadia)
    async with listen(phone) as (page, task):
        async with database.transaction():
            sql = "UPDATE memberships SET ended_at = {} WHERE profile = {}"
            await database.rows(sql, clock.now(), world.nadia.id)
            shown.family(world.nadia.actor.family_id)
        await over(task)
        assert not [each for each in page.heard if b"changed" in each]


async def test_news_of_people_end_no_stream_of_who_stays(
    world: World, browser: Open, listen: Listen
) -> None:
    async with listen(await enter(browser, world.nadia)) as (page, task):
        async with database.transaction():
            shown.family(world.nadia.actor.family_id)
        await page.until(lambda: b"event: changed\ndata: people\n\n" in page.heard)
        assert not task.done()
        async with database.transaction():
            topics.touch(topics.name("told", world.nadia.id))
        await page.until(lambda: b"event: changed\ndata: told\n\n" in page.heard)


async def test_of_seven_streams_of_a_device_the_oldest_ends_and_rests(
    world: World, browser: Open, listen: Listen
) -> None:
    """If it came back as soon as others do, it would end the next, and that one the next."""
    phone = await enter(browser, world.nadia)
    async with AsyncExitStack() as windows:
        (first, ended), *others = [
            await windows.enter_async_context(listen(phone)) for _ in range(7)
        ]
        await over(ended)
        assert first.heard[-2:] == [f"retry: {RESTING_MS}\n\n".encode(), b""]
        assert not [task for _, task in others if task.done()]
        assert {tuple(page.heard) for page, _ in others} == {(f"retry: {RETRY_MS}\n\n".encode(),)}
        assert RESTING_MS > 20 * RETRY_MS


async def test_asking_for_the_head_of_a_stream_opens_none(world: World, browser: Open) -> None:
    phone = await enter(browser, world.nadia)
    async with asyncio.timeout(LONGEST_SECONDS):
        answer = await phone.head("/notifications/stream")
    assert (answer.status_code, answer.content) == (200, b"")

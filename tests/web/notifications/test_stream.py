"""An open page is hinted within moments, hears of nobody else, and its stream ends in time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import live
from tests.waiting import LONGEST_SECONDS
from web.pages.notifications import stream
from web.pages.notifications.stream import HINT, PING, Stream


class Page:
    """The browser's end of one stream."""

    def __init__(self) -> None:
        self.status = 0
        self.heard: list[bytes] = []
        self.is_over = False
        self._gone = asyncio.Event()
        self._news = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.heard.append(message["body"])
            self.is_over = not message["more_body"]
        self._news.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits for something to be so."""
        async with asyncio.timeout(LONGEST_SECONDS):
            while not true():
                self._news.clear()
                await self._news.wait()

    def leave(self) -> None:
        self._gone.set()


@asynccontextmanager
async def opened(profile: UUID, seconds: float = 10.0) -> AsyncIterator[tuple[Page, Any]]:
    """An open page of a profile and the task that serves it."""
    page = Page()
    task = asyncio.create_task(Stream(profile, seconds)({}, page.receive, page.send))  # type: ignore[arg-type]
    await page.until(lambda: bool(page.heard))
    yield page, task
    page.leave()
    await asyncio.wait_for(task, LONGEST_SECONDS)


async def test_a_change_is_hinted_to_its_profile_and_to_nobody_else() -> None:
    nadia, dora = uuid4(), uuid4()
    async with opened(nadia) as (page, _), opened(dora) as (other, _):
        await live.publish([nadia])
        await page.until(lambda: HINT in page.heard)
        assert HINT not in other.heard
        assert page.status == 200


async def test_a_quiet_stream_shows_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PING_SECONDS", 0.01)
    async with opened(uuid4()) as (page, _):
        await page.until(lambda: page.heard.count(PING) > 1)


async def test_a_stream_ends_after_some_time_so_that_who_asks_is_looked_up_again() -> None:
    async with opened(uuid4(), seconds=0.05) as (page, task):
        await asyncio.wait_for(task, LONGEST_SECONDS)
        assert page.is_over


async def test_a_page_that_is_closed_frees_its_stream() -> None:
    async with opened(uuid4()) as (page, task):
        page.leave()
        await asyncio.wait_for(task, LONGEST_SECONDS)


async def test_a_server_that_stops_ends_every_stream() -> None:
    async with opened(uuid4()) as (_, task):
        live.current().end()
        await asyncio.wait_for(task, LONGEST_SECONDS)

"""An open page hears within moments what of its own changed, and its stream ends in time."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from domain import live, topics
from domain.accounts import device
from domain.accounts import visitor as visitors
from domain.notifications import hearing
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.web.login.people import Open
from tests.web.sessions.people import enter
from tests.world import World
from web import access
from web.pages.notifications import stream
from web.pages.notifications.stream import PING, Stream, changed


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


async def hears_always() -> bool:
    return True


@asynccontextmanager
async def opened(*names: str, seconds: float = 10.0) -> AsyncIterator[tuple[Page, Any]]:
    """An open page that hears of these topics, and the task that serves it."""
    page = Page()
    served = Stream(frozenset(names), seconds, device.heard_as(uuid4()), hears_always)
    task = asyncio.create_task(served({}, page.receive, page.send))  # type: ignore[arg-type]
    await page.until(lambda: bool(page.heard))
    yield page, task
    page.leave()
    await asyncio.wait_for(task, LONGEST_SECONDS)


async def test_a_page_is_hinted_of_the_aspects_that_changed_and_of_nothing_else() -> None:
    nadia, dora = uuid4(), uuid4()
    sessions, told = topics.name("session", nadia), topics.name("told", nadia)
    credits = topics.name("credits", nadia)
    async with (
        opened(sessions, credits, told) as (page, _),
        opened(topics.name("session", dora)) as (other, _),
    ):
        live.publish_soon([told, sessions])
        await page.until(lambda: b"event: changed\ndata: session told\n\n" in page.heard)
        live.publish_soon([credits])
        await page.until(lambda: b"event: changed\ndata: credits\n\n" in page.heard)
        assert page.status == 200
        live.publish_soon([topics.name("session", dora)])
        await other.until(lambda: changed([sessions]) in other.heard)
        assert len([one for one in page.heard if b"changed" in one]) == 2


async def test_a_quiet_stream_shows_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PING_SECONDS", 0.01)
    async with opened(topics.name("told", uuid4())) as (page, _):
        await page.until(lambda: page.heard.count(PING) > 1)


async def test_a_stream_ends_after_some_time_so_that_who_asks_is_looked_up_again() -> None:
    async with opened(topics.name("told", uuid4()), seconds=0.05) as (page, task):
        await asyncio.wait_for(task, LONGEST_SECONDS)
        assert page.is_over


async def test_a_page_that_is_closed_frees_its_stream() -> None:
    async with opened(topics.name("told", uuid4())) as (page, task):
        page.leave()
        await asyncio.wait_for(task, LONGEST_SECONDS)


async def test_a_server_that_stops_ends_every_stream() -> None:
    async with opened(topics.name("told", uuid4())) as (_, task):
        live.current().end()
        await asyncio.wait_for(task, LONGEST_SECONDS)


@rule("A8")
@pytest.mark.parametrize("name", ["nadia", "mila", "jonas"])
async def test_whoever_asks_decides_what_is_heard(
    world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = getattr(world, name)
    reader = SimpleNamespace(actor=person.actor, device_id=uuid4(), versions={})
    monkeypatch.setattr(access, "anybody", lambda _: reader)
    found = await stream.stream.fn(SimpleNamespace(query_params={}))
    assert found._names == await hearing.names(person.actor)


@pytest.mark.parametrize("name", ["nadia", "mila", "jonas"])
async def test_what_changed_before_the_stream_was_there_is_hinted_at_once(
    world: World, name: str, browser: Open
) -> None:
    await world.make.credits(1)
    client = await enter(browser, getattr(world, name))
    address = "/providers" if name == "nadia" else "/sessions" if name == "mila" else "/families"
    drawn = (await client.get(address)).text
    source = re.search(r'<live-updates src="[^?]*\?seen=([^"]*)"', drawn)
    assert source

    async def heard() -> list[bytes]:
        reader = await visitors.by_token(client.cookies["device"])
        assert isinstance(reader, visitors.Visitor)
        page = Page()
        names, at = await hearing.names(reader.actor), device.heard_as(reader.device_id)
        served = Stream(names, 0.01, at, hears_always, source[1], reader.versions)
        await served({}, page.receive, page.send)  # type: ignore[arg-type]
        return [each for each in page.heard if b"changed" in each]

    assert await heard() == []
    await world.make.session()
    aspects = {"nadia": "session told", "mila": "session", "jonas": "credits session"}
    assert await heard() == [f"event: changed\ndata: {aspects[name]}\n\n".encode()]

"""A service on the loopback address that holds a calendar, and answers as a test wants it to."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from tests.loopback import serving

PATH = "/private-f00/basic.ics"


@dataclass
class CalendarService:
    """Shape: asked are the headers of what came, with small names; endless sends on and on."""

    origin: str = ""
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0
    is_endless: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.origin}{PATH}"

    async def give(self, request: web.Request) -> web.StreamResponse:
        self.asked.append({name.lower(): value for name, value in request.headers.items()})
        if self.after:
            await asyncio.sleep(self.after)
        if "ETag" in self.headers and request.headers.get("If-None-Match") == self.headers["ETag"]:
            return web.Response(status=304)
        if self.is_endless:
            return await self._pour(request)
        return web.Response(status=self.status, headers=self.headers, body=self.body)

    async def moved(self, request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": PATH})

    async def _pour(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        while not (request.transport is None or request.transport.is_closing()):
            await answer.write(b"X" * 65536)
        return answer


@contextmanager
def running() -> Iterator[CalendarService]:
    """A service on a free port, until the block ends."""
    service = CalendarService()
    routes = (web.get(PATH, service.give), web.get("/moved", service.moved))
    with serving(*routes) as origin:
        service.origin = origin
        yield service

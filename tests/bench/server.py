"""The real application in a process of its own, with a bare answer beside it.

    python -m tests.bench.server

Shape: serves on a free port, which is the first line that it prints. Under /bench/ it answers what
only the benchmark asks: `record` keeps the answer of the list, `record/…` that of another page,
`bare` gives the same bytes from memory as the handler of anybody's Litestar application would,
`raw` does it before Litestar, `processor-time` is the seconds of processor used so far.
"""

import os
import socket
import time
from typing import Any

import uvicorn
from litestar import MediaType, Response, get
from litestar.enums import ScopeType
from litestar.handlers import HTTPRouteHandler
from litestar.types import Message, Receive, Scope, Send

from domain import settings
from web import routes
from web.answer import Answer
from web.app import create_app

LIST = "/sessions"
OWN_HEADERS = (b"cache-control", b"content-encoding", b"etag", b"vary")
"""Of the list; the others are added to every answer."""


class Measured:
    """The application with a handler more; what else is under /bench/ is not part of it."""

    def __init__(self) -> None:
        routes.HANDLERS.append(self._bare())
        self._app = create_app()
        self._recorded: list[Message] = []
        self._headers: dict[str, str] = {}
        self._body = b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["path"].startswith("/bench/"):
            await self._answer(scope["path"].removeprefix("/bench/"), scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, what: str, scope: Any, receive: Receive, send: Send) -> None:
        if what == "processor-time":
            await Answer(200, str(time.process_time()).encode())(scope, receive, send)
        elif what == "raw":
            for message in self._recorded:
                await send(message)
        elif what == "bare":
            await self._app(scope, receive, send)
        else:
            scope["path"] = what.removeprefix("record") or LIST
            await self._record(scope, receive, send)

    async def _record(self, scope: Any, receive: Receive, send: Send) -> None:
        self._recorded = []

        async def record(message: Any) -> None:
            self._recorded.append(message)
            self._body = message.get("body", b"")
            for name, value in message.get("headers", ()):
                if name in OWN_HEADERS:
                    self._headers[name.decode()] = value.decode()
            await send(message)

        await self._app(scope, receive, record)

    def _bare(self) -> HTTPRouteHandler:
        @get("/bench/bare", media_type=MediaType.HTML)
        async def bare() -> Response[bytes]:
            return Response(self._body, headers=self._headers)

        return bare


def main() -> None:
    settings.use(settings.load(os.environ))
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(
        Measured(),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()

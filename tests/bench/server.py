"""The real application in a process of its own, with a bare answer beside it.

    python -m tests.bench.server

Shape: serves on a free port, which is the first line that it prints. Under /bench/ it answers what
only the benchmark asks: `record` keeps the answer of the list, `record/…` that of another page,
`bare` gives the same bytes from memory as the handler of anybody's Litestar application would,
`raw` does it before Litestar, `copy` writes what it is sent into a file, `processor-time` is the
seconds of processor used so far, `peak-memory` the most bytes since it was asked last.
"""

import asyncio
import os
import socket
import tempfile
import time
from pathlib import Path
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
        elif what == "peak-memory":
            await Answer(200, str(_peak_memory()).encode())(scope, receive, send)
        elif what == "copy":
            await _copy(receive)
            await Answer(200, b"copied")(scope, receive, send)
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


async def _copy(receive: Receive) -> None:
    with tempfile.TemporaryFile(dir=settings.current().data_dir, buffering=0) as file:
        is_more = True
        while is_more:
            message: Any = await receive()
            await asyncio.to_thread(file.write, message.get("body", b""))
            is_more = message.get("more_body", False)


def _peak_memory() -> int:
    """Source: proc(5), where a 5 makes the peak that of now."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return 1024 * int(status.split("VmHWM:")[1].split()[0])


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

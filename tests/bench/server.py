"""The real application in a process of its own, with a bare answer beside it.

    python -m tests.bench.server

Shape: serves on a free port, which is the first line that it prints. Under /bench/ it answers what
only the benchmark asks: `record` keeps the answer of the list, `bare` and `raw` give the same
bytes from memory, `cold` is the list without kept rows, `processor-time` the seconds used so far.
"""

import os
import socket
import time
from typing import Any

import uvicorn
from litestar import Litestar, get
from litestar.enums import ScopeType
from litestar.types import Message, Receive, Scope, Send

from domain import settings
from web import templates
from web.app import create_app
from web.respond import Answer

LIST = "/sessions"


class Measured:
    """The application; what is under /bench/ is not part of it."""

    def __init__(self) -> None:
        self._app = create_app()
        self._recorded: list[Message] = []
        self._bare = Litestar(route_handlers=[self._handler()], openapi_config=None, debug=False)

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
            await self._bare(scope, receive, send)
        else:
            templates._fragments.clear()
            self._recorded = [] if what == "record" else self._recorded
            scope["path"] = LIST
            await self._app(scope, receive, self._recording(what, send))

    def _recording(self, what: str, send: Send) -> Send:
        async def record(message: Message) -> None:
            self._recorded.append(message)
            await send(message)

        return record if what == "record" else send

    def _handler(self) -> Any:
        @get("/bench/bare")
        async def bare() -> Answer:
            start, body = self._recorded
            headers = [each for each in start["headers"] if each[0] != b"content-length"]  # type: ignore[typeddict-item]
            return Answer(200, body["body"], headers)  # type: ignore[typeddict-item]

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

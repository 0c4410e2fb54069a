"""One process that serves the pages, and without Redis does the background work too.

Choice: uvicorn from our own program instead of its command, because an open stream of live
updates would otherwise keep it from stopping.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from domain import live
from domain.settings import Settings
from workers import broker

from . import open_files
from .failure import CommandError
from .line import Line

LAST_REQUESTS_SECONDS = 10
"""How long requests that have begun may take after SIGTERM."""


class Server(uvicorn.Server):
    """Says when it answers, and ends its open streams first when it stops."""

    def __init__(self, config: uvicorn.Config, greeting: str = "") -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._greeting:
            print(self._greeting, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        live.current().end()
        await super().shutdown(sockets)


def serve(chosen: Settings, sockets: list[socket.socket], greeting: str = "") -> None:
    """One process, in which Redis's absence means that the background work is done here too."""
    # It warns of what is no HTTP: no fault of ours, and whoever sends it could fill a disk.
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    server = Server(_config(), greeting)
    with _background_work(chosen):
        try:
            server.run(sockets=sockets)
        except (SystemExit, KeyboardInterrupt):
            # The server hands on the signal that stopped it; that is how serving ends well.
            if not server.started:
                raise CommandError("the server could not start; see above.") from None


def _config() -> uvicorn.Config:
    return uvicorn.Config(
        "web.app:create_app",
        factory=True,
        loop="uvloop",
        http=Line,
        ws="none",
        lifespan="on",
        log_config=None,
        # Addresses hold the codes of invitations and login links.
        access_log=False,
        # web/wire/proxies.py decides whom to believe.
        proxy_headers=False,
        server_header=False,
        limit_concurrency=open_files.connections(),
        timeout_graceful_shutdown=LAST_REQUESTS_SECONDS,
    )


@contextmanager
def _background_work(chosen: Settings) -> Iterator[None]:
    broker.setup(chosen)
    if chosen.redis_url is not None:
        yield
        return
    broker.start_embedded()
    try:
        yield
    finally:
        broker.stop()

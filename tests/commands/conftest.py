"""Commands set how their process answers signals and what its files are; the tests' own process
stays as before."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator

import pytest
import uvicorn
from uvicorn.server import ServerState

from tests.commands.link import MOST, Client, Open, application
from web.commands.line import Line


@pytest.fixture(autouse=True)
def own_process() -> Iterator[None]:
    signals, mask = signal.getsignal(signal.SIGTERM), os.umask(0o022)
    yield
    signal.signal(signal.SIGTERM, signals)
    os.umask(mask)


@pytest.fixture
def state() -> ServerState:
    """What the server knows, its open connections."""
    return ServerState()


@pytest.fixture
async def connect(state: ServerState) -> AsyncIterator[Open]:
    """Opens one more connection to the protocol, on loopback, around an application of our own."""
    config = uvicorn.Config(
        application, http=Line, lifespan="off", log_config=None, limit_concurrency=MOST
    )
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: Line(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    opened: list[Client] = []

    async def one(from_: str = "127.0.0.1") -> Client:
        link = await asyncio.open_connection("127.0.0.1", port, local_addr=(from_, 0))
        opened.append(Client(*link))
        return opened[-1]

    yield one
    server.close()
    for client in opened:
        client.writer.close()
    for each in list(state.connections):
        each.transport.abort()
    await asyncio.gather(*state.tasks, return_exceptions=True)

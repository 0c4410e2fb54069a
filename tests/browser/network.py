"""A network between a browser and an instance that can be cut, for browsers that have no switch."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from tests.browser.harness import Instance


class Network:
    """Hands on what comes to an address of its own, the same before and after a cut."""

    def __init__(self, instance: Instance) -> None:
        self._to = urlsplit(instance.address)
        self._port = 0
        self._carrying: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        return f"{self._to.scheme}://localhost:{self._port}"

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        self._server.close()
        for carrying in tuple(self._carrying):
            carrying.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        carrying = asyncio.current_task()
        assert carrying is not None
        self._carrying.add(carrying)
        there, back = await asyncio.open_connection("127.0.0.1", self._to.port)
        ways = [asyncio.create_task(_pour(*way)) for way in ((reader, back), (there, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass  # the network is cut
        finally:
            self._carrying.discard(carrying)
            for way in ways:
                way.cancel()
            back.close()
            writer.close()


@contextlib.asynccontextmanager
async def network(instance: Instance) -> AsyncIterator[Network]:
    made = Network(instance)
    await made.mend()
    try:
        yield made
    finally:
        await made.cut()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):  # whoever closes first says so in this way
        while some := await reader.read(64 * 1024):
            writer.write(some)
            await writer.drain()

"""Asks a server as often as it can, over connections that stay open."""

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from tests.bench.server import LIST
from tests.commands.program import environment

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_ETAG = re.compile(rb"\r\netag: ([^\r]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Answered:
    """Shape: head as it came, with the line of its status."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head.split(b" ", 2)[1])

    @property
    def etag(self) -> str:
        found = _ETAG.search(self.head)
        return found.group(1).decode() if found else ""


@dataclass
class Measured:
    """What came of one way of asking. Units: seconds, per request."""

    processor: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    @property
    def processor_us(self) -> float:
        return median(self.processor) * 1e6

    @property
    def latency_ms(self) -> float:
        return median(self.latencies) * 1e3

    @property
    def slow_ms(self) -> float:
        """What 19 of 20 stay below."""
        return quantiles(self.latencies, n=20)[-1] * 1e3

    @property
    def rate(self) -> float:
        return median(self.rates)


@dataclass(frozen=True)
class Client:
    """Somebody who is logged in to one server."""

    port: int
    token: str

    def request(self, path: str = LIST, **headers: str) -> bytes:
        given = {
            "host": f"localhost:{self.port}",
            "cookie": f"device={self.token}",
            "accept": "text/html",
            "accept-encoding": "gzip, deflate, br",
            "accept-language": "de-DE,de;q=0.9",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    async def ask(self, path: str = LIST, **headers: str) -> Answered:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            return await ask(reader, writer, self.request(path, **headers))
        finally:
            writer.close()

    async def post(self, path: str, body: bytes, content_type: str) -> int:
        """The status of what is answered."""
        sent = {
            "sec_fetch_site": "same-origin",
            "content_type": content_type,
            "content_length": str(len(body)),
        }
        request = self.request(path, **sent).replace(b"GET", b"POST", 1)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            return (await ask(reader, writer, request + body)).status
        finally:
            writer.close()

    async def processor_time(self) -> float:
        return float((await self.ask("/bench/processor-time")).body)

    async def press(
        self, into: Measured, request: bytes, status: int, *, connections: int, seconds: float
    ) -> None:
        """Adds one round to what was measured. Errors: AssertionError for another status."""
        latencies: list[float] = []
        before, began = await self.processor_time(), time.perf_counter()
        until = began + seconds
        await asyncio.gather(
            *(self._press(request, status, until, latencies) for _ in range(connections))
        )
        took = time.perf_counter() - began
        into.processor.append((await self.processor_time() - before) / len(latencies))
        into.latencies += latencies
        into.rates.append(len(latencies) / took)

    async def _press(
        self, request: bytes, status: int, until: float, latencies: list[float]
    ) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while (began := time.perf_counter()) < until:
            answered = await ask(reader, writer, request)
            latencies.append(time.perf_counter() - began)
            assert answered.status == status, answered
        writer.close()


@contextmanager
def serving(data: Path, url: str, **variables: str) -> Iterator[int]:
    """The application on a database, in a process of its own; yields its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.server"],
        env=environment(data, database_url=url, **variables),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(20)


async def interleaved(
    client: Client,
    ways: Mapping[str, tuple[bytes, int]],
    *,
    rounds: int = 5,
    connections: int = 8,
    seconds: float = 0.8,
) -> dict[str, Measured]:
    """Each way of asking in turn, again and again, so that what slows the machine slows all."""
    found = {name: Measured() for name in ways}
    for request, status in ways.values():
        await client.press(Measured(), request, status, connections=connections, seconds=0.2)
    for _ in range(rounds):
        for name, (request, status) in ways.items():
            await client.press(
                found[name], request, status, connections=connections, seconds=seconds
            )
    return found


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> Answered:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return Answered(head, await reader.readexactly(int(length.group(1))) if length else b"")

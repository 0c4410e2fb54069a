"""A connection to the server's protocol, on loopback, around an application of our own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.waiting import LONGEST_SECONDS

HEAD = b"GET /health HTTP/1.1\r\nhost: localhost\r\n"
MOST = 40
"""How many connections this server takes."""
PART_BYTES, PARTS = 1 << 20, 32
"""Of a long answer: more than kernels keep for who does not read."""

Open = Callable[..., Awaitable["Client"]]


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def answer(self) -> int:
        """The status of the next answer, with its body read. Errors: IncompleteReadError."""
        async with asyncio.timeout(LONGEST_SECONDS):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
            await self.reader.readexactly(int(length))
        return int(head.split()[1])

    async def rest(self) -> bytes:
        """Everything until the server hangs up."""
        async with asyncio.timeout(LONGEST_SECONDS):
            try:
                return await self.reader.read()
            except ConnectionResetError:
                return b""


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Reads a posted body, but at /unread; answers a little, but at /long never to the end, and
    much at /parts."""
    if scope["method"] == "POST" and scope["path"] != "/unread":
        while (message := await receive()).get("more_body"):
            pass
        if message["type"] == "http.disconnect":
            return
    long = scope["path"] == "/long"
    headers = [(b"content-length", b"2")] if scope["path"] not in ("/long", "/parts") else []
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for _ in range(PARTS if scope["path"] == "/parts" else 0):
        await send({"type": "http.response.body", "body": bytes(PART_BYTES), "more_body": True})
    await send({"type": "http.response.body", "body": b"ok", "more_body": long})
    while long and (await receive())["type"] != "http.disconnect":
        pass

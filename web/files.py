"""A file as an answer: to be saved and never to be run, in parts if they are asked. Rule: D2."""

import logging
import re
from collections.abc import AsyncIterator
from urllib.parse import quote

from litestar.types import Receive, Scope, Send

from domain import storage
from domain.errors import NotFound
from web.access import Request
from web.answer import Answer, redirect
from web.wire import security

_log = logging.getLogger(__name__)
_POLICY = b"default-src 'none'; sandbox; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


class FileAnswer(Answer):
    """Bytes as the store gives them; the first are there before anything is said."""

    def __init__(
        self,
        status: int,
        headers: list[tuple[bytes, bytes]],
        first: bytes,
        parts: AsyncIterator[bytes],
    ) -> None:
        super().__init__(status, first, headers)
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)  # type: ignore[arg-type]
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        async for part in self._parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def kept(
    request: Request, key: str, name: str, kind: str, size: int, seconds_left: int
) -> Answer:
    """What lies in the store, from there where browsers may ask it. Units: bytes, seconds.

    Errors: NotFound, StorageAway, Damaged.
    """
    disposition = saved_as(name)
    store = storage.current()
    await _must_be_whole(key, size)
    if there := store.link(key, disposition, kind, seconds_left):
        return redirect(there)
    security.answer_under(request.scope, _POLICY)
    return await _streamed(request, key, disposition, kind, size)


def made(request: Request, content: bytes, name: str, kind: str) -> Answer:
    """What was made for this answer."""
    security.answer_under(request.scope, _POLICY)
    headers = [
        (b"content-type", kind.encode()),
        (b"content-disposition", saved_as(name).encode()),
        (b"cache-control", b"private, no-store"),
    ]
    return Answer(200, content, headers)


def saved_as(name: str) -> str:
    """How a browser is told to save it, under a name of any script."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


async def _must_be_whole(key: str, size: int) -> None:
    """As far as its length tells. Errors: NotFound, StorageAway, Damaged."""
    try:
        held = await storage.current().size(key)
    except storage.Missing:
        raise NotFound from None
    if held != size:
        _log.error("the file %s is damaged: it has %s bytes instead of %s", key, held, size)
        raise storage.Damaged


async def _streamed(request: Request, key: str, disposition: str, kind: str, size: int) -> Answer:
    start, end, is_part = _asked(request.headers.get("range", ""), size)
    headers = [
        (b"content-type", kind.encode()),
        (b"content-disposition", disposition.encode()),
        (b"cache-control", b"private, no-store"),
        (b"accept-ranges", b"bytes"),
    ]
    if start >= size:
        return Answer(416, b"", [*headers, (b"content-range", f"bytes */{size}".encode())])
    if is_part:
        headers.append((b"content-range", f"bytes {start}-{end - 1}/{size}".encode()))
    headers.append((b"content-length", str(end - start).encode()))
    parts = storage.current().read(key, start, end)
    try:
        first = await anext(parts)
    except (StopAsyncIteration, storage.Missing):
        raise NotFound from None
    return FileAnswer(206 if is_part else 200, headers, first, parts)


def _asked(said: str, size: int) -> tuple[int, int, bool]:
    """From where to where, and whether that is a part. Choice: of several parts all is sent."""
    asked = _RANGE.fullmatch(said)
    if asked is None or asked[0] == "bytes=-":
        return 0, size, False
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size, True
    end = min(size, int(last) + 1) if last else size
    return (int(first), end, True) if end > int(first) or int(first) >= size else (0, size, False)

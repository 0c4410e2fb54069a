"""Files that never change under their address: /static/<release>/<path>, held in memory.

Pages of an earlier release keep working (N5): its addresses are answered with the current files,
kept only briefly.
"""

from pathlib import Path

from litestar.types import HTTPScope, Receive, Send

from web.wire import file, release
from web.wire.packing import accepted
from web.wire.release import PREFIX

_FOR_EVER = b"max-age=31536000, immutable"
_BRIEFLY = b"max-age=300"
_UNKEPT = [(b"cache-control", b"no-store")]


class Statics:
    """The files as an ASGI application. Shape: kept is where packed variants wait for a restart."""

    def __init__(self, kept: Path | None = None) -> None:
        self.release = release.name()
        self.files = {path: file.load(path, raw, kept) for path, raw in file.served().items()}

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        asked, _, path = scope["path"].removeprefix(PREFIX).partition("/")
        found = self.files.get(path)
        if found is None or scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 404 if found is None else 405, _UNKEPT)
            return
        wanted = dict(scope["headers"])
        headers = [*_keeping(found, asked == self.release), (b"vary", b"accept-encoding")]
        if found.etag in wanted.get(b"if-none-match", b""):
            await _answer(send, 304, headers)
            return
        encoding, body = found.packed(accepted(wanted.get(b"accept-encoding", b"")))
        kind = (b"content-type", found.content_type)
        await _answer(send, 200, [*headers, kind, *encoding], body)


def _keeping(found: file.File, is_for_ever: bool) -> list[tuple[bytes, bytes]]:
    """Choice: what never changes is never asked for anew, and so carries no mark of its own."""
    if is_for_ever:
        return [(b"cache-control", _FOR_EVER)]
    return [(b"etag", found.etag), (b"cache-control", _BRIEFLY)]


async def _answer(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b""
) -> None:
    if status != 304:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})

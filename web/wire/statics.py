"""Files that never change under their address: /static/<release>/<path>, held in memory.

Pages of an earlier release keep working (N5): its addresses are answered with the current files,
kept only briefly.
"""

import hashlib
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from litestar.types import HTTPScope, Receive, Send

from web.wire import joined, release, sources
from web.wire.packing import BEST, BROTLI, GZIP, PLAIN, accepted, pack
from web.wire.release import PREFIX, STATIC

_FOR_EVER = b"public, max-age=31536000, immutable"
_BRIEFLY = b"public, max-age=300"
_UNKEPT = [(b"cache-control", b"no-store")]
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain",
}
_PACKED = (".js", ".css", ".svg", ".webmanifest", ".json", ".txt", ".html")


@dataclass(frozen=True, slots=True)
class File:
    """One file in the forms a browser may ask for. Shape: variants by content coding."""

    etag: bytes
    content_type: bytes
    variants: dict[bytes, bytes]

    def packed(self, coding: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """As it is sent, plain where it is not kept in this coding. Shape: headers and body."""
        if coding == PLAIN or coding not in self.variants:
            return [], self.variants[PLAIN]
        return [(b"content-encoding", coding)], self.variants[coding]


def served() -> dict[str, bytes]:
    """Every file as it is sent. Shape: by its path behind the release."""
    paths = [path for path in sorted(STATIC.rglob("*")) if path.is_file() and path.suffix != ".css"]
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
    ours = {
        path: sources.script(raw.decode()) for path, raw in files.items() if path.startswith("js/")
    }
    ours.update(joined.together(ours))
    ours.update(sources.stylesheets())
    return {**files, **{path: text.encode() for path, text in ours.items()}}


class Statics:
    """The files as an ASGI application. Shape: kept is where packed variants wait for a restart."""

    def __init__(self, kept: Path | None = None) -> None:
        self.release = release.name()
        self.files = {path: _load(path, raw, kept) for path, raw in served().items()}

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        asked, _, path = scope["path"].removeprefix(PREFIX).partition("/")
        file = self.files.get(path)
        if file is None or scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 404 if file is None else 405, _UNKEPT)
            return
        wanted = dict(scope["headers"])
        keeping = (b"cache-control", _FOR_EVER if asked == self.release else _BRIEFLY)
        headers = [(b"etag", file.etag), keeping, (b"vary", b"accept-encoding")]
        if file.etag in wanted.get(b"if-none-match", b""):
            await _answer(send, 304, headers)
            return
        encoding, body = file.packed(accepted(wanted.get(b"accept-encoding", b"")))
        kind = (b"content-type", file.content_type)
        await _answer(send, 200, [*headers, kind, *encoding], body)


def _load(path: str, raw: bytes, kept: Path | None) -> File:
    suffix = Path(path).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    digest = hashlib.sha256(raw).hexdigest()[:16]
    variants = {PLAIN: raw}
    if suffix in _PACKED and len(raw) > 200:
        variants[BROTLI] = _brotli(raw, kept / f"{digest}.br" if kept else None)
        variants[GZIP] = pack(raw, GZIP, 9)
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith("+xml") else ""
    return File(f'"{digest}"'.encode(), f"{kind}{charset}".encode(), variants)


def _brotli(raw: bytes, place: Path | None) -> bytes:
    # The best quality takes about a second for all files together; a restart should not.
    if place is None:
        return pack(raw, BROTLI, 9)
    if place.exists():
        return place.read_bytes()
    packed = pack(raw, BROTLI, BEST)
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(f".{os.getpid()}.part")
    half.write_bytes(packed)
    half.replace(place)
    return packed


async def _answer(
    send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b""
) -> None:
    if status != 304:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})

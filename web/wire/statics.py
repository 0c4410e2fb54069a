"""Files that never change under their address: /static/<release>/<path>, held in memory.

A release is a hash over everything that a browser could have kept of us. Pages of an earlier one
keep working (N5): its addresses are answered with the current files, kept only briefly.
"""

import hashlib
import mimetypes
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litestar.types import HTTPScope, Receive, Send

from web.wire.packing import BEST, BROTLI, GZIP, PLAIN, accepted, pack
from web.words.translations import WEB

ROOT = WEB.parent
STATIC = ROOT / "static"
PREFIX = "/static/"
STYLESHEET = "app.css"

_FOR_EVER = b"public, max-age=31536000, immutable"
_BRIEFLY = b"public, max-age=300"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain",
}
_PACKED = (".js", ".css", ".svg", ".webmanifest", ".json", ".txt", ".html")
_LAYER = re.compile(r"@layer\s+([a-z]+)\s*\{")
_LAYERS = re.compile(r"@layer\s+([a-z,\s]+);")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class File:
    """One file in the forms a browser may ask for. Shape: variants by content coding."""

    etag: bytes
    content_type: bytes
    variants: dict[bytes, bytes]


@cache
def release() -> str:
    """Twelve characters that change whenever a file, a template or a text does."""
    digest = hashlib.sha256()
    for folder, pattern in (
        (STATIC, "*"),
        (ROOT / "service-worker", "*"),
        (WEB, "*.html"),
        (WEB, "*.po"),
    ):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def url(path: str) -> str:
    return f"{PREFIX}{release()}/{path}"


class Statics:
    """The files as an ASGI application. Shape: kept is where packed variants wait for a restart."""

    def __init__(self, kept: Path | None = None) -> None:
        self.release = release()
        self.files = {
            path.relative_to(STATIC).as_posix(): _load(path.name, _read(path), kept)
            for path in sorted(STATIC.rglob("*"))
            if path.is_file() and path.suffix != ".css"
        }
        self.files[STYLESHEET] = _load(STYLESHEET, stylesheet().encode(), kept)

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        asked, _, path = scope["path"].removeprefix(PREFIX).partition("/")
        file = self.files.get(path)
        if file is None or scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 404 if file is None else 405, [(b"cache-control", b"no-store")])
            return
        wanted = dict(scope["headers"])
        headers = [
            (b"etag", file.etag),
            (b"cache-control", _FOR_EVER if asked == self.release else _BRIEFLY),
            (b"vary", b"accept-encoding"),
        ]
        if file.etag in wanted.get(b"if-none-match", b""):
            await _answer(send, 304, headers)
            return
        coding = accepted(wanted.get(b"accept-encoding", b""))
        body = file.variants.get(coding)
        if body is None:
            coding, body = PLAIN, file.variants[PLAIN]
        headers.append((b"content-type", file.content_type))
        if coding:
            headers.append((b"content-encoding", coding))
        await _answer(send, 200, headers, body)


def stylesheet() -> str:
    """All of static/css as one file: layers.css, then the files in the order of its layers.

    Choice: one request; comments go, and `../fonts/` becomes `fonts/`, for it is served one
    folder higher than it is written.
    """
    sources = {path.name: path.read_text() for path in sorted((STATIC / "css").glob("*.css"))}
    first = sources.pop("layers.css", "")
    named = _LAYERS.search(first)
    order = [layer.strip() for layer in named.group(1).split(",")] if named else []
    ordered = sorted(sources, key=lambda name: (_rank(sources[name], order), name))
    together = "\n".join([first, *(sources[name] for name in ordered)])
    bare = _COMMENT.sub("", together).replace('url("../', 'url("').replace("url(../", "url(")
    return "\n".join(stripped for line in bare.splitlines() if (stripped := line.strip()))


def script(source: str) -> str:
    """JavaScript of ours without its comments and indents.

    Choice: only comments that have their lines to themselves, so that no text is mistaken for one.
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _read(path: Path) -> bytes:
    is_ours = path.suffix == ".js" and "vendor" not in path.parts
    return script(path.read_text()).encode() if is_ours else path.read_bytes()


def _rank(source: str, order: list[str]) -> int:
    layer = _LAYER.search(source)
    # Fonts and custom properties without a layer come first, since all others build on them.
    return order.index(layer.group(1)) if layer and layer.group(1) in order else -1


def _load(name: str, raw: bytes, kept: Path | None) -> File:
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = hashlib.sha256(raw).hexdigest()[:16]
    variants = {PLAIN: raw}
    if suffix in _PACKED and len(raw) > 200:
        variants[BROTLI] = _brotli(raw, kept / f"{digest}.br" if kept else None)
        variants[GZIP] = pack(raw, GZIP, 9)
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
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

"""A file of the interface in the forms in which a browser may ask for it."""

import hashlib
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from web.wire import joined, sources
from web.wire.packing import BEST, BROTLI, GZIP, PLAIN, pack
from web.wire.release import STATIC

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


def load(path: str, raw: bytes, kept: Path | None) -> File:
    """Shape: raw as it is sent; kept is where packed variants wait for a restart."""
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

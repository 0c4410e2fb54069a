"""A file of the interface in the forms in which a browser may ask for it."""

import hashlib
import mimetypes
import os
from dataclasses import dataclass
from pathlib import Path

from web.wire import joined, sources
from web.wire.packing import BEST, BROTLI, PLAIN, pack
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
    """One file in the forms a browser may ask for.

    Shape: variants by content coding; kept is where the one that takes longest waits for a restart.
    Choice: packed when a browser first asks for it, so that no start waits for all of them.
    """

    etag: bytes
    content_type: bytes
    is_packed: bool
    variants: dict[bytes, bytes]
    kept: Path | None

    def packed(self, coding: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """As it is sent, plain where it is not worth a coding. Shape: headers and body."""
        if coding == PLAIN or not self.is_packed:
            return [], self.variants[PLAIN]
        if coding not in self.variants:
            raw = self.variants[PLAIN]
            is_best = coding == BROTLI
            self.variants[coding] = _brotli(raw, self.kept) if is_best else pack(raw, coding, 9)
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
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith("+xml") else ""
    return File(
        f'"{digest}"'.encode(),
        f"{kind}{charset}".encode(),
        suffix in _PACKED and len(raw) > 200,
        {PLAIN: raw},
        kept / f"{digest}.br" if kept else None,
    )


def _brotli(raw: bytes, place: Path | None) -> bytes:
    # The best quality takes about a second for all files together.
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

"""What makes the web app an app: service worker and offline page, served at the root."""

import hashlib
from functools import cache, lru_cache

import msgspec
from litestar import get

from web.access import Request
from web.answer import Answer
from web.wire import release, security, sources
from web.wire.packing import BEST, PLAIN, accepted, pack

FOLDER = release.ROOT / "service-worker"
WORKER = ("service-worker.js", "kept.js", "shelves.js", "held.js", "push.js", "unsent.js")
"""Served as one file, in this order."""
SHARED = "static/js/lib/unsent.js"
"""A module of the pages, of which the worker has what it makes."""


@get("/service-worker.js")
async def service_worker(request: Request) -> Answer:
    """Rule: N4 N5. A new release is a new text, by which browsers notice it.

    Choice: under a policy of its own, for it loads nothing but by asking our server.
    """
    security.answer_under(request.scope, b"default-src 'none'; connect-src 'self'")
    return unchanged_or(request, _worker(), b"text/javascript; charset=utf-8")


@get("/offline")
async def offline(request: Request) -> Answer:
    """Rule: N4. The page of last resort, in both languages, for the worker carries it with it."""
    return unchanged_or(request, _filled("offline.html"), b"text/html; charset=utf-8")


def unchanged_or(request: Request, body: bytes, content_type: bytes) -> Answer:
    """The file, asked for anew at each use and sent only when it is another."""
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = [
        (b"etag", etag.encode()),
        (b"cache-control", b"no-cache"),
        (b"vary", b"accept-encoding, accept-language"),
    ]
    if request.headers.get("if-none-match") == etag:
        return Answer(304, headers=headers)
    headers.append((b"content-type", content_type))
    coding = accepted(request.headers.get("accept-encoding", "").encode())
    if coding != PLAIN:
        headers.append((b"content-encoding", coding))
    return Answer(200, _packed(body, coding), headers)


@lru_cache(maxsize=16)
def _packed(body: bytes, coding: bytes) -> bytes:
    return body if coding == PLAIN else pack(body, coding, BEST)


@cache
def _worker() -> bytes:
    shared = (release.ROOT / SHARED).read_text().replace("export ", "")
    script = sources.script("\n".join([*(_filled(name).decode() for name in WORKER), shared]))
    again = sources.script((release.ROOT / "static/js/again.js").read_text())
    carried = {"{{ offline }}": _filled("offline.html").decode(), "{{ again }}": again}
    for place, text in carried.items():
        script = script.replace(place, msgspec.json.encode(text).decode())
    return script.encode()


@cache
def _filled(name: str) -> bytes:
    return (FOLDER / name).read_text().replace("{{ release }}", release.name()).encode()

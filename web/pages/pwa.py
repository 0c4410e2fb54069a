"""What makes the web app an app: manifest, service worker and offline page, served at the root."""

import hashlib
from functools import cache, lru_cache
from typing import Any

import msgspec
from litestar import get

from web.access import Request
from web.answer import Answer
from web.wire import release, security, sources
from web.wire.packing import BEST, PLAIN, accepted, pack
from web.wishes import language_of
from web.words.translations import N_, say

FOLDER = release.ROOT / "service-worker"
WORKER = ("service-worker.js", "kept.js", "push.js")
"""Served as one file, in this order."""

NAME = "Lernfaden"
SHORTCUTS = (("/sessions", N_("Sessions")), ("/notifications", N_("Mitteilungen")))
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
)
SCREENSHOTS = (("narrow", "780x1688"), ("wide", "1280x800"))
DESCRIPTION = N_("Sessions vereinbaren, bestätigen und im Blick behalten")
SAME_FOR_ALL = {
    "id": "/",
    "name": NAME,
    "short_name": NAME,
    "dir": "ltr",
    "start_url": "/",
    "scope": "/",
    "display": "standalone",
    "background_color": "#faf7f0",
    "theme_color": "#faf7f0",
    "categories": ["education", "productivity"],
    "launch_handler": {"client_mode": "navigate-existing"},
}


@get("/manifest.webmanifest")
async def manifest(request: Request) -> Answer:
    """Rule: N3. Shape: in the language of whoever installs."""
    body = _manifest(language_of(request))
    return _unchanged_or(request, body, b"application/manifest+json")


@get("/service-worker.js")
async def service_worker(request: Request) -> Answer:
    """Rule: N4 N5. A new release is a new text, by which browsers notice it.

    Choice: under a policy of its own, for it loads nothing but by asking our server.
    """
    security.answer_under(request.scope, b"default-src 'none'; connect-src 'self'")
    answer = _unchanged_or(request, _worker(), b"text/javascript; charset=utf-8")
    return answer.header("service-worker-allowed", "/")


@get("/offline")
async def offline(request: Request) -> Answer:
    """Rule: N4. The page of last resort, in both languages, for the worker carries it with it."""
    return _unchanged_or(request, _filled("offline.html"), b"text/html; charset=utf-8")


def content(language: str) -> dict[str, Any]:
    """The manifest.

    Choice: the start address is `/`, which leads each kind of profile to its home; the colours are
    those of the paper, so that the splash screen and the first page are one.
    """
    return {
        **SAME_FOR_ALL,
        "description": say(language, DESCRIPTION),
        "lang": language,
        "icons": [_icon(*icon) for icon in ICONS],
        "screenshots": [
            {**_icon(f"screenshot-{form}.png", size), "form_factor": form}
            for form, size in SCREENSHOTS
        ],
        "shortcuts": [
            {"name": say(language, text), "url": address, "icons": [_icon(*ICONS[0])]}
            for address, text in SHORTCUTS
        ],
    }


def _unchanged_or(request: Request, body: bytes, content_type: bytes) -> Answer:
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


def _icon(name: str, sizes: str, purpose: str | None = None) -> dict[str, str]:
    icon = {"src": release.url(f"icons/{name}"), "sizes": sizes, "type": "image/png"}
    return {**icon, "purpose": purpose} if purpose else icon


@cache
def _manifest(language: str) -> bytes:
    return msgspec.json.encode(content(language))


@cache
def _worker() -> bytes:
    script = sources.script("\n".join(_filled(name).decode() for name in WORKER))
    again = sources.script((release.ROOT / "static/js/again.js").read_text())
    carried = {"{{ offline }}": _filled("offline.html").decode(), "{{ again }}": again}
    for place, text in carried.items():
        script = script.replace(place, msgspec.json.encode(text).decode())
    return script.encode()


@cache
def _filled(name: str) -> bytes:
    return (FOLDER / name).read_text().replace("{{ release }}", release.name()).encode()

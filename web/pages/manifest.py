"""/manifest.webmanifest: as what browsers install the web app. Rule: N3."""

from functools import cache
from itertools import chain
from typing import Any

import msgspec
from litestar import get

from domain.documents.allowed import ALLOWED
from web import uploads
from web.access import Request
from web.answer import Answer
from web.pages.documents import arrival
from web.pages.documents.uploading import FIELD
from web.pages.pwa import unchanged_or
from web.wire import release
from web.wishes import language_of
from web.words.translations import N_, say

NAME = "Lernfaden"
SHORTCUTS = (("/sessions", N_("Sessions")), ("/notifications", N_("Mitteilungen")))
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
)
SCREENSHOTS = (("narrow", "780x1688"), ("wide", "1280x800"))
DESCRIPTION = N_("Sessions vereinbaren, bestätigen und im Blick behalten")
ACCEPTED = chain.from_iterable((each.kind, *each.endings) for each in ALLOWED)
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
    "share_target": {
        "action": arrival.ADDRESS,
        "method": "POST",
        "enctype": uploads.SENT_AS,
        "params": {"files": [{"name": FIELD, "accept": [*ACCEPTED]}]},
    },
}


@get("/manifest.webmanifest")
async def manifest(request: Request) -> Answer:
    """Rule: N3. Shape: in the language of whoever installs."""
    body = _manifest(language_of(request))
    return unchanged_or(request, body, b"application/manifest+json")


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
        "screenshots": [_screenshot(form, size) for form, size in SCREENSHOTS],
        "shortcuts": [_shortcut(address, say(language, text)) for address, text in SHORTCUTS],
    }


def _shortcut(address: str, name: str) -> dict[str, Any]:
    return {"name": name, "url": address, "icons": [_icon(*ICONS[0])]}


def _screenshot(form: str, size: str) -> dict[str, str]:
    return {**_icon(f"screenshot-{form}.png", size), "form_factor": form}


def _icon(name: str, sizes: str, purpose: str | None = None) -> dict[str, str]:
    icon = {"src": release.url(f"icons/{name}"), "sizes": sizes, "type": "image/png"}
    return {**icon, "purpose": purpose} if purpose else icon


@cache
def _manifest(language: str) -> bytes:
    return msgspec.json.encode(content(language))

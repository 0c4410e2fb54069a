"""What whoever asks wishes for: a fragment or a page, words alone, which language and zone.

The only reader of what htmx says.
"""

from urllib.parse import SplitResult, urlsplit

from web.access import Request, visitor_of
from web.words import browsers
from web.words.languages import chosen


def is_partial(request: Request) -> bool:
    """Whether htmx wants a fragment."""
    return request.headers.get("hx-request-type") == "partial"


def is_pane(request: Request) -> bool:
    """Whether the fragment is for one of the two parts of a wide page, which shows its heading."""
    return is_partial(request) and "x-pane" in request.headers


def listed_from(request: Request) -> SplitResult:
    """The address of the list that is shown, beside a detail too."""
    beside = request.headers.get("x-list")
    return asked_from(request) if beside is None else _address(beside)


def asked_from(request: Request) -> SplitResult:
    """The address of the page that htmx asked from; empty where it says none that can be read."""
    return _address(request.headers.get("hx-current-url", ""))


def wants_text(request: Request) -> bool:
    """Whether the service worker asks, which can show words only."""
    return request.headers.get("accept", "").startswith("text/plain")


def is_seen(request: Request) -> bool:
    """Whether a page is for somebody to see now: htmx takes a part of it, and the service worker
    keeps it for later.
    """
    return not {"hx-request", "x-keeps"} & set(request.headers)


def way_in_hand(request: Request) -> str:
    """How an app comes onto the device that asks (web/words/browsers.py)."""
    said = request.headers
    return browsers.in_hand(said.get("user-agent", ""), said.get("sec-ch-ua-platform", ""))


def language_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.language if visitor else chosen(request.headers.get("accept-language", ""))


def time_zone_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.time_zone if visitor else ""


def _address(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")

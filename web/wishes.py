"""What whoever asks wishes for: a fragment or a page, words alone, which language and zone.

The only reader of what htmx says.
"""

from urllib.parse import SplitResult, urlsplit

from web.access import Request, visitor_of
from web.words.translations import chosen


def is_partial(request: Request) -> bool:
    """Whether htmx wants a fragment; going back wants the page, whatever else is said."""
    headers = request.headers
    return (
        headers.get("hx-request-type") == "partial" and "hx-history-restore-request" not in headers
    )


def asked_from(request: Request) -> SplitResult:
    """The address of the page that htmx asked from; empty where it says none that can be read."""
    try:
        return urlsplit(request.headers.get("hx-current-url", ""))
    except ValueError:
        return urlsplit("")


def wants_text(request: Request) -> bool:
    """Whether the service worker asks, which can show words only."""
    return request.headers.get("accept", "").startswith("text/plain")


def language_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.language if visitor else chosen(request.headers.get("accept-language", ""))


def time_zone_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.time_zone if visitor else ""

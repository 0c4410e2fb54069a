"""Requests that another site makes a browser send are refused.

Choice: `Sec-Fetch-Site`, which no page can forge, and `Origin` where a browser does not send it
(plain http on a home network). What sends neither is no browser and holds no stolen cookie.
"""

from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain import settings
from domain.errors import Forbidden

_SAFE = ("GET", "HEAD", "OPTIONS")


class CrossSite(Forbidden):
    """Another site sent this."""


async def refuse_cross_site(
    connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler
) -> None:
    """A guard of every handler. Errors: CrossSite."""
    if connection.scope["method"] in _SAFE:  # type: ignore[typeddict-item]
        return
    headers = connection.headers
    site = headers.get("sec-fetch-site")
    if site is not None:
        allowed = site in ("same-origin", "none")
    else:
        allowed = _is_own(headers.get("origin"), headers.get("host", ""))
    if not allowed:
        raise CrossSite


def _is_own(origin: str | None, host: str) -> bool:
    if origin is None:
        return True
    own = _origin(settings.current().base_url)
    return origin in (own, f"https://{host}", f"http://{host}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

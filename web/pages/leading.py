"""Addresses that only take a change, asked for by a reload or typed: the way to their page."""

from collections.abc import Iterable

from litestar import get
from litestar.handlers import HTTPRouteHandler

from web.access import Request
from web.answer import Answer, redirect


def back(handlers: Iterable[HTTPRouteHandler]) -> list[HTTPRouteHandler]:
    """A handler for each of them. Choice: the nearest page above, which says what is so now; where
    there is none, the start.
    """
    answered = [(path, handler.http_methods) for handler in handlers for path in handler.paths]
    pages = {path for path, methods in answered if "GET" in methods}
    return [_leading(path, _above(path, pages)) for path, _ in answered if path not in pages]


def _leading(path: str, page: str) -> HTTPRouteHandler:
    depth = page.count("/") + 1

    async def show(request: Request) -> Answer:
        return redirect("/".join(request.scope["path"].split("/")[:depth]) if page else "/")

    return get(path)(show)


def _above(path: str, pages: set[str]) -> str:
    while path and path not in pages:
        path = path.rpartition("/")[0]
    return path

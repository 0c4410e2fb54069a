"""create_app(): the only place that assembles the web application."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.types import HTTPScope, Message, Receive, Scope, Send

from domain import database, live, settings
from domain.documents import incoming
from web import errors, identity, pace, routes
from web.cookies import renewed
from web.wire import csrf, endings, gone
from web.wire.proxies import believed
from web.wire.release import PREFIX
from web.wire.security import Headers
from web.wire.statics import Statics

_log = logging.getLogger(__name__)
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]

LARGEST_BODY_BYTES = 64 * 1024
"""Of a form: the longest text has 4,000 characters, of which each takes up to 12 bytes."""


class Application:
    """What the server calls: static files, headers on everything, and Litestar for the rest.

    Choice: thin wrappers instead of middlewares, which would run once per route and copy more.
    """

    def __init__(self, litestar: Litestar) -> None:
        self.litestar = litestar
        self.statics = Statics(settings.current().data_dir / "packed")
        self._headers = Headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.litestar(scope, receive, send)
            return
        # A copy, as the server looks at its own to know whether an answer has a body.
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _bodiless(send)
        if scope["path"].startswith(PREFIX):
            await self.statics(scope, receive, self._headers.around_file(send))
            return
        believed(scope)
        scope = endings.apart(scope)
        if scope["method"] == "POST":
            receive = gone.noticed(receive)
        await self._answer(scope, receive, self._headers.around(scope, send))

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def noticed(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            if message["type"] == "http.response.start" and (lines := identity.to_renew(scope)):
                message["headers"] = renewed(list(message["headers"]), lines)
            await send(message)

        try:
            await self.litestar(scope, receive, noticed)
        except Exception:
            # What refuses may be what is broken; the server's own answer would lack our headers.
            _log.exception("nobody could answer")
            if has_begun:
                raise
            await send({"type": "http.response.start", "status": 500, "headers": _PLAIN})
            await send({"type": "http.response.body", "body": b"500", "more_body": False})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Opens and closes what the server's lifespan would; for tests and the benchmark."""
        async with self.litestar.lifespan():
            yield


def create_app() -> Application:
    """The whole application on the current settings; nothing is opened before its start-up."""
    return Application(
        Litestar(
            route_handlers=routes.HANDLERS,
            guards=[_let_in],
            exception_handlers=errors.HANDLERS,
            on_startup=[_open],
            on_shutdown=[_close],
            openapi_config=None,
            logging_config=None,
            debug=False,
            request_max_body_size=LARGEST_BODY_BYTES,
        )
    )


async def _let_in(incoming: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guards of every address, as one: Litestar copies the handler for each."""
    await identity.look_up(incoming, handler)
    await csrf.refuse_cross_site(incoming, handler)
    await pace.bound(incoming, handler)


async def _open() -> None:
    incoming.clean()
    await database.open(settings.current().database_url)


async def _close() -> None:
    live.current().end()
    await database.close()


def _bodiless(send: Send) -> Send:
    """The answer is over with its head, or that of a stream would stay open as long as one."""

    async def head_only(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return head_only

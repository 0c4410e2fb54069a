"""create_app(): the only place that assembles the web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import Message, Receive, Scope, Send

from domain import database, live, settings
from web import access, errors, routes
from web.wire import csrf
from web.wire.proxies import believed
from web.wire.release import PREFIX
from web.wire.security import Headers
from web.wire.statics import Statics

LARGEST_BODY_BYTES = 256 * 1024
LARGEST_FORM_FIELDS = 200


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
        await self.litestar(scope, receive, self._headers.around(scope, send))

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
            guards=[access.look_up, csrf.refuse_cross_site],
            exception_handlers=errors.HANDLERS,
            on_startup=[_open],
            on_shutdown=[_close],
            openapi_config=None,
            logging_config=None,
            debug=False,
            request_max_body_size=LARGEST_BODY_BYTES,
            multipart_form_part_limit=LARGEST_FORM_FIELDS,
        )
    )


async def _open() -> None:
    await database.open(settings.current().database_url)


async def _close() -> None:
    live.current().end()
    await database.close()


def _bodiless(send: Send) -> Send:
    async def without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return without_body

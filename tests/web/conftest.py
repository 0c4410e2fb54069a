"""Browsers without a browser: clients that speak to the application on the tests' own loop."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from domain import settings
from domain.accounts import device, device_login
from tests.web.handlers import HANDLERS, NADIA, Somebody
from web import access, errors
from web.app import Application, create_app
from web.cookies import cookie_name

PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}
"""What htmx sends with a request whose answer goes into a part of the page."""
WORKER = {"accept": "text/plain"}
"""What the service worker sends: it can show words only."""


def wire(app: Any) -> httpx.ASGITransport:
    """What carries a client's requests to an application, without a network."""
    return httpx.ASGITransport(app)


@pytest.fixture(scope="session")
def _app(_settings: settings.Settings) -> Application:
    settings.use(_settings)
    return create_app()


@pytest.fixture
def app(_app: Application) -> Application:
    """The application; tests of pages open a database beside it."""
    return _app


@pytest.fixture
async def browser(app: Application) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    """Opens one more browser, with cookies of its own."""
    opened: list[httpx.AsyncClient] = []

    def open_one(**options: Any) -> httpx.AsyncClient:
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html", "accept-language": "de"}
        client = httpx.AsyncClient(
            transport=wire(app),
            base_url=settings.current().base_url,
            headers={**headers, **options.pop("headers", {})},
            **options,
        )
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        await client.aclose()


@pytest.fixture
def client(browser: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    """A browser in which nobody is logged in."""
    return browser()


Enter = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def enter(browser: Callable[..., httpx.AsyncClient]) -> Enter:
    """Logs an account in on a browser of its own, as one of its profiles where one is named."""

    async def enter_one(account: UUID, profile: UUID | None = None) -> httpx.AsyncClient:
        client = browser()
        token = (await device_login.log_in(account, user_agent="test")).token
        known = await device.by_token(token)
        assert known is not None
        if profile is not None:
            token = await device.choose_profile(known.id, profile, account=account)
        client.cookies.set(cookie_name(), token)
        return client

    return enter_one


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> type[Somebody]:
    monkeypatch.setattr(Somebody, "visitor", NADIA)
    return Somebody


@pytest.fixture
async def visiting(somebody: type[Somebody], database: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser, and pages of our own that know who asks without a look-up."""

    async def known(connection: access.Incoming, _: object) -> None:
        connection.scope["login"] = somebody.visitor  # type: ignore[typeddict-unknown-key]

    app = Litestar(
        HANDLERS,
        guards=[known],
        exception_handlers=errors.HANDLERS,
        openapi_config=None,
        logging_config=None,
    )
    transport = wire(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client

"""Browsers without a browser: clients that speak to the application on the tests' own loop."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from domain import settings
from web.app import Application, create_app

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

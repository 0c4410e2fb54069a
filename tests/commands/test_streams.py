"""Streams of live updates, with the server that holds them."""

from collections.abc import Iterator

import httpx
import pytest

from tests.commands.program import serving
from web.pages.notifications.stream import PING_SECONDS

STREAM = "/notifications/stream"
SOON_SECONDS = PING_SECONDS + 5
"""A stream says that it is there more often than that."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("data"), "--demo") as (_, at):
        yield at


@pytest.fixture
def mila(address: str) -> Iterator[httpx.Client]:
    """A browser in which a child is logged in."""
    headers = {"sec-fetch-site": "same-origin"}
    with httpx.Client(base_url=address, headers=headers, timeout=SOON_SECONDS) as client:
        typed = {"email": "mila@lernfaden.example", "password": "Faden-und-Knoten-26"}
        assert client.post("/login", data={**typed, "way": "password"}).status_code == 303
        yield client


def test_a_head_request_is_answered_and_over(mila: httpx.Client) -> None:
    for _ in range(2):
        assert mila.head(STREAM).status_code == 200


def test_a_stream_ends_soon_after_logging_out(mila: httpx.Client) -> None:
    with mila.stream("GET", STREAM) as heard:
        parts = heard.iter_raw()
        assert b"retry" in next(parts)
        assert mila.post("/logout").status_code == 303
        assert next(parts, None) is None
    assert mila.get(STREAM).status_code != 200

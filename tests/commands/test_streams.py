"""Streams of live updates, with the server that holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.commands.program import serving, succeed
from web.pages.notifications.stream import PING, PING_SECONDS

EMAIL = "mila@lernfaden.example"
STREAM = "/notifications/stream"
SOON_SECONDS = PING_SECONDS + 5
"""A stream says that it is there more often than that."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("data"), "--demo") as (_, at):
        yield at


@pytest.fixture
def mila(address: str) -> Iterator[httpx.Client]:
    with logged_in(address) as client:
        yield client


def test_a_head_request_is_answered_and_over(mila: httpx.Client) -> None:
    for _ in range(2):
        assert mila.head(STREAM).status_code == 200


def test_a_stream_ends_soon_after_logging_out(mila: httpx.Client) -> None:
    with mila.stream("GET", STREAM) as heard:
        parts = heard.iter_raw()
        assert b"retry" in next(parts)
        assert mila.post("/logout").status_code == 303
        assert PING not in parts
    assert mila.get(STREAM).status_code != 200


def test_a_stream_ends_when_an_operator_logs_somebody_out(tmp_path: Path, redis_url: str) -> None:
    with (
        serving(tmp_path, "--demo", redis_url=redis_url) as (_, address),
        logged_in(address) as client,
        client.stream("GET", STREAM) as heard,
    ):
        parts = heard.iter_raw()
        assert b"retry" in next(parts)
        succeed(tmp_path, "logout", EMAIL, redis_url=redis_url)
        assert PING not in parts


@contextmanager
def logged_in(address: str) -> Iterator[httpx.Client]:
    """A browser of a child."""
    headers = {"sec-fetch-site": "same-origin"}
    with httpx.Client(base_url=address, headers=headers, timeout=SOON_SECONDS) as client:
        typed = {"email": EMAIL, "password": "Faden-und-Knoten-26", "way": "password"}
        assert client.post("/login", data=typed).status_code == 303
        yield client

"""Requests of which two readers could find different ends: a proxy the one, we the other."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.commands.program import serving
from tests.waiting import LONGEST_SECONDS

HEAD = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
SECOND = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
CHUNKS = b"0\r\n\r\n"
AMBIGUOUS = {
    "length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
    "chunks and length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + CHUNKS,
    "two lengths": b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "a length with a sign": b"Content-Length: +0\r\n\r\n",
    "chunks in other words": b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKS,
    "a blank before the colon": b"Content-Length : 0\r\n\r\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("data")) as (_, at):
        yield at


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_a_request_with_two_ends_is_refused(address: str, form: str) -> None:
    """Nothing that follows it is taken for a request of its own."""
    answers = answered(address, HEAD + AMBIGUOUS[form] + SECOND)
    assert answers.startswith(b"HTTP/1.1 400 ")
    assert answers.count(b"HTTP/1.1 ") == 1


def test_a_request_with_one_end_is_answered(address: str) -> None:
    answers = answered(address, HEAD + b"Content-Length: 0\r\n\r\n" + SECOND)
    assert answers.count(b"HTTP/1.1 ") == 2


def answered(address: str, sent: bytes) -> bytes:
    """All that comes back until the server closes."""
    at = urlsplit(address)
    with socket.create_connection((at.hostname, at.port), LONGEST_SECONDS) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b""))

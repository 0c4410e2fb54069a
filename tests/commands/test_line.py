"""What a connection may send, and how slowly, against the server itself."""

import asyncio
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.commands.link import HEAD, Client, Open
from tests.commands.program import serving
from tests.waiting import LONGEST_SECONDS
from web.commands import line
from web.commands.line import LARGEST_HEAD_BYTES, MOST_HEADERS

POST = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
SOON_SECONDS = 0.1
"""What the tests set for times that run out; the other times stay long."""


def head_of(size: int) -> bytes:
    """A request whose head has so many bytes."""
    start, end = HEAD + b"x: ", b"\r\n\r\n"
    return start + b"x" * (size - len(start) - len(end)) + end


@pytest.mark.parametrize(
    "excessive",
    [HEAD + b"x: " + b"x" * LARGEST_HEAD_BYTES, HEAD + b"a: b\r\n" * LARGEST_HEAD_BYTES],
    ids=["one endless header", "endless headers"],
)
async def test_a_head_without_end_is_refused(tmp_path: Path, excessive: bytes) -> None:
    with serving(tmp_path) as (_, address):
        client = Client(*await asyncio.open_connection("127.0.0.1", urlsplit(address).port))
        client.send(excessive)
        assert await client.answer() == 431
        client.writer.close()


async def test_a_head_may_have_64_kb_and_not_a_byte_more(connect: Open) -> None:
    client = await connect()
    for _ in range(2):
        client.send(head_of(LARGEST_HEAD_BYTES))
        assert await client.answer() == 200
    client.send(head_of(LARGEST_HEAD_BYTES + 1))
    assert await client.answer() == 431
    assert await client.rest() == b""


async def test_a_head_has_at_most_so_many_headers(connect: Open) -> None:
    client = await connect()
    client.send(HEAD + b"a: b\r\n" * (MOST_HEADERS - 1) + b"\r\n")
    assert await client.answer() == 200
    client.send(HEAD + b"a: b\r\n" * MOST_HEADERS + b"\r\n")
    assert await client.answer() == 431


async def test_what_comes_after_a_body_in_parts_is_bounded_too(connect: Open) -> None:
    client = await connect()
    client.send(POST + b"transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nx: ")
    client.send(b"x" * 3 * LARGEST_HEAD_BYTES)
    assert await client.answer() == 431


@pytest.mark.parametrize("begun", [b"", b"\r\n"])
async def test_whoever_says_nothing_is_hung_up_on(
    connect: Open, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(line, "HEAD_SECONDS", SOON_SECONDS)
    client = await connect()
    client.send(begun)
    answered = await client.rest()
    assert b"200" not in answered


@pytest.mark.parametrize("times", [0, 1], ids=["first", "after another"])
async def test_a_head_that_is_never_complete_times_out(
    connect: Open, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.setattr(line, "HEAD_SECONDS", SOON_SECONDS)
    client = await connect()
    for _ in range(times):
        client.send(HEAD + b"\r\n")
        assert await client.answer() == 200
    client.send(HEAD)
    assert await client.answer() == 408
    assert await client.rest() == b""


async def test_empty_lines_do_not_keep_a_connection(
    connect: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stop uvicorn's timer of a connection that waits for its next request."""
    client = await connect()
    client.send(HEAD + b"\r\n")
    assert await client.answer() == 200
    monkeypatch.setattr(line, "HEAD_SECONDS", SOON_SECONDS)
    client.send(b"\r\n")
    assert b"200" not in await client.rest()


async def test_a_body_that_trickles_times_out(
    connect: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "BODY_SECONDS", SOON_SECONDS)
    client = await connect()
    client.send(POST + b"content-length: 10\r\n\r\n12")
    assert await client.answer() == 408
    assert await client.rest() == b""


async def test_a_body_that_nobody_reads_ends_as_well(
    connect: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "BODY_SECONDS", 5 * SOON_SECONDS)
    client = await connect()
    client.send(POST.replace(b"/", b"/unread", 1) + b"transfer-encoding: chunked\r\n\r\n")
    assert await client.answer() == 200
    async with asyncio.timeout(LONGEST_SECONDS):
        while not client.reader.at_eof() and not client.writer.is_closing():
            client.send(b"2\r\nok\r\n")
            await asyncio.sleep(SOON_SECONDS / 2)


async def test_an_answer_may_take_longer_than_a_request(
    connect: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HEAD_SECONDS", "BODY_SECONDS"):
        monkeypatch.setattr(line, name, SOON_SECONDS)
    client = await connect()
    client.send(HEAD.replace(b"/health", b"/long") + b"\r\n")
    assert b"ok" in await client.reader.readuntil(b"ok")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(5 * SOON_SECONDS):
            await client.reader.readuntil(b"0\r\n\r\n")


def test_idle_connections_shut_nobody_out(tmp_path: Path) -> None:
    """The usual soft limit of open files is low, and the hard one is for those who need more."""
    within = ["sh", "-c", 'ulimit -Sn 128 && exec "$@"', "sh"]
    with serving(tmp_path, within=within) as (_, address), ExitStack() as idle:
        at = ("127.0.0.1", urlsplit(address).port or 0)
        for _ in range(300):
            idle.enter_context(socket.create_connection(at, LONGEST_SECONDS))
        assert status(at) == b"200"


def test_more_connections_than_files_are_told_so(tmp_path: Path) -> None:
    within = ["sh", "-c", 'ulimit -n 256 && exec "$@"', "sh"]
    with serving(tmp_path, within=within) as (_, address):
        at = ("127.0.0.1", urlsplit(address).port or 0)
        with ExitStack() as idle:
            for _ in range(300):
                idle.enter_context(socket.create_connection(at, LONGEST_SECONDS))
            assert status(at) == b"503"
        while status(at) == b"503":
            pass


def status(at: tuple[str, int]) -> bytes:
    """Of the answer to one more request."""
    with socket.create_connection(at, LONGEST_SECONDS) as link:
        link.sendall(HEAD + b"connection: close\r\n\r\n")
        return link.recv(12).split()[1]

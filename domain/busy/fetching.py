"""Fetching: asks a source for its calendar, as little and as long as it deserves. Rule: S6.

Choice: nothing is asked for packed, so that no answer is larger than what was sent.
"""

import asyncio
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import aiohttp

from domain.busy import mark, source
from domain.busy.fault import Fault, Unread
from domain.busy.mark import Mark
from domain.busy.source import LARGEST_BYTES
from domain.public_resolver import PublicResolver

TIMEOUT_SECONDS = 12
"""For all of it, however often it leads on."""
REDIRECTS_MOST = 5
CHUNK_BYTES = 64 * 1024
_LEADS_ON = (301, 302, 303, 307, 308)
_HEADERS = {"Accept": "text/calendar", "Accept-Encoding": "identity", "User-Agent": "Lernfaden"}


class Fetched(NamedTuple):
    """Shape: body is None where the source says that it is as it was."""

    body: bytes | None
    mark: Mark


async def fetch(address: str, known: Mark) -> Fetched:
    """Errors: Unread."""
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            for _ in range(REDIRECTS_MOST + 1):
                answer = await _ask(address, known)
                if isinstance(answer, Fetched):
                    return answer
                address = urljoin(address, answer)
            raise Unread(Fault.REFUSED)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        # What went wrong may hold the address, so nothing of it is kept.
        raise Unread(Fault.UNREACHABLE) from None


async def _ask(address: str, known: Mark) -> Fetched | str:
    """The calendar, or where the source says that it is."""
    if not source.may_be_read(address):
        raise Unread(Fault.REFUSED)
    async with (
        _session(address) as session,
        session.get(address, headers=_HEADERS | known.headers, allow_redirects=False) as answer,
    ):
        if answer.status in _LEADS_ON and (there := answer.headers.get("Location")):
            return there
        if answer.status == 304 and any(known):
            return Fetched(None, known)
        if answer.status != 200:
            raise Unread(_fault(answer.status))
        return Fetched(await _body(answer), mark.of(answer.headers))


def _session(address: str) -> aiohttp.ClientSession:
    """For one question: an origin that the operator named is trusted, and no other of its host."""
    trusted = {urlsplit(address).hostname or ""} if source.is_trusted(address) else set[str]()
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=PublicResolver(trusted)),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    read = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK_BYTES):
        read += chunk
        if len(read) > LARGEST_BYTES:
            raise Unread(Fault.TOO_LARGE)
    return bytes(read)


def _fault(status: int) -> Fault:
    if status in (404, 410):
        return Fault.GONE
    return Fault.UNREACHABLE if status == 429 or status >= 500 else Fault.REFUSED

"""Tells an open page that there is something new in what it shows, as server-sent events.

The message carries nothing but what of theirs has changed, such as `credits session`: the page asks
again for those of its parts that show it, and so passes every check of a page. Who asks, and what
they reach, is looked up at each connect, and again when something of that has changed: a stream
ends where it would be another by now, and after some minutes in any case.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection
from functools import lru_cache, partial
from typing import NamedTuple

from litestar import get
from litestar.types import Receive, Scope, Send

from domain import live, topics
from domain.accounts import device
from domain.accounts.visitor import Visitor
from domain.live.subscription import Subscription
from domain.notifications import hearing
from web import access, identity
from web.access import Request

PING_SECONDS = 15.0
STREAM_SECONDS = 5 * 60
# So that pages opened together do not all come back together.
SPREAD_SECONDS = 60
RETRY_MS = 2000
RESTING_MS = 60_000
"""How long a stream waits that gave way to a newer one of its device.

Choice: more windows than streams, side by side, take turns so; coming back at once, each would end
the next. Whoever turns to a window whose stream rests gets it back at once (live-updates.js).
"""

STREAMS_PER_DEVICE = 6
"""As many as a browser opens to a server; pages in the background have none."""
DEVICE = "device"
"""The aspect of device.heard_as(), of which a page is told nothing."""
RIGHTS = frozenset({"connection", DEVICE, "people"})
"""What has changed where somebody reaches, or is, somebody else by now: aspects."""

PING = b": still here\n\n"
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # nginx would otherwise keep the hints back until it has a buffer full.
    (b"x-accel-buffering", b"no"),
]


class Stream:
    """One open stream of some topics. Units: seconds until it ends by itself.

    Shape: device is heard as that; may_hear asks whether the stream would still be the same; seen
    is what the page has seen of the topics `known` when it was drawn.
    """

    def __init__(
        self,
        names: frozenset[str],
        seconds: float,
        device: str,
        may_hear: Callable[[], Awaitable[bool]],
        seen: str = "",
        known: Collection[str] = (),
    ) -> None:
        self._names = names
        self._seconds = seconds
        self._device = device
        self._may_hear = may_hear
        self._seen = seen
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with live.subscribe({*self._names, self._device}) as hints:
            live.current().keep_newest(self._device, STREAMS_PER_DEVICE)
            gone = asyncio.create_task(_end_when_gone(receive, hints))
            try:
                await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
                await _send(send, _retry(RETRY_MS))
                await self._catch_up(send)
                await self._hint(hints, send)
                if hints.gives_way:
                    await _send(send, _retry(RESTING_MS))
                await send({"type": "http.response.body", "body": b"", "more_body": False})
            finally:
                gone.cancel()

    async def _catch_up(self, send: Send) -> None:
        """Hints what has changed since the page was drawn, when nobody listened yet."""
        if not self._seen:
            return
        now = dict.fromkeys(self._known, 0) | await topics.numbers(self._known)
        if missed := topics.unseen(self._seen, now):
            await _send(send, changed(missed))

    async def _hint(self, hints: Subscription, send: Send) -> None:
        loop = asyncio.get_running_loop()
        over = loop.time() + self._seconds
        while not hints.is_over and (left := over - loop.time()) > 0:
            said = _said(await hints.wait(min(PING_SECONDS, left)))
            if hints.is_over or (said.concerns_rights and not await self._may_hear()):
                return
            await _send(send, said.bytes)


class _Said(NamedTuple):
    """What the streams of these names say, the same bytes for all."""

    bytes: bytes
    concerns_rights: bool


@lru_cache(maxsize=256)
def _said(hinted: frozenset[str]) -> _Said:
    aspects = frozenset(topics.aspects(hinted).split())
    told = aspects - {DEVICE}
    return _Said(changed(told) if told else PING, not RIGHTS.isdisjoint(aspects))


@get("/notifications/stream")
async def stream(request: Request) -> Stream:
    """Errors: LoginRequired, ProfileRequired."""
    reader = access.anybody(request)
    names = await hearing.names(reader.actor)
    return Stream(
        names,
        STREAM_SECONDS + secrets.randbelow(SPREAD_SECONDS),
        device.heard_as(reader.device_id),
        partial(_hears, request, names),
        request.query_params.get("seen", ""),
        reader.versions,
    )


def changed(names: Collection[str]) -> bytes:
    """The hint. Shape: names or their aspects."""
    return f"event: changed\ndata: {topics.aspects(names)}\n\n".encode()


def _retry(milliseconds: int) -> bytes:
    return f"retry: {milliseconds}\n\n".encode()


async def _hears(request: Request, names: Collection[str]) -> bool:
    """Whether whoever asked would hear of the same now."""
    known = await identity.asking(request)
    return isinstance(known, Visitor) and await hearing.names(known.actor) == names


async def _end_when_gone(receive: Receive, hints: Subscription) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    hints.end()


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})

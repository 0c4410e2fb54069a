"""/calendar/{token}.ics: the sessions of a profile, for whoever knows its secret address."""

import hashlib

from litestar import get
from litestar.params import FromPath

from domain import clock, settings
from domain.accounts import throttle
from domain.calendar import address, contents
from domain.calendar.reader import Reader
from web.access import Request
from web.answer import PRIVATE, Answer
from web.rendering import calendars
from web.wire import release
from web.wire.packing import accepted, pack

VARY = (b"vary", b"accept-encoding")
# Somebody may have put the address where search engines read.
UNLISTED = (b"x-robots-tag", b"noindex")


@get("/calendar/{token:str}/.ics")
async def show(request: Request, token: FromPath[str]) -> Answer:
    """Rule: S16. Errors: NotFound, whatever the token is; Throttled."""
    reader = await address.opened(token)
    await throttle.fetch(reader.profile)
    coding = accepted(request.headers.get("accept-encoding", "").encode())
    etag = _etag(reader, coding)
    headers = [(b"etag", etag.encode()), PRIVATE, VARY, UNLISTED]
    if _is_known(request, etag):
        return Answer(304, headers=headers)
    made = calendars.feed(await contents.shown(reader.actor), reader)
    headers.append((b"content-type", calendars.TYPE.encode()))
    if coding:
        headers.append((b"content-encoding", coding))
        made = pack(made, coding)
    return Answer(200, made, headers)


def _etag(reader: Reader, coding: bytes) -> str:
    """Of everything that the bytes are made of, so a strong one; by the day goes what is over."""
    base, today = settings.current().base_url, clock.now().date()
    made_of = f"{release.name()}|{base}|{reader}|{today}|{coding!r}"
    return f'"{hashlib.blake2b(made_of.encode(), digest_size=16).hexdigest()}"'


def _is_known(request: Request, etag: str) -> bool:
    """Source: RFC 9110 §13.1.2. A proxy that packs has made it a weak one."""
    listed = request.headers.get("if-none-match", "").split(",")
    return etag in (each.strip().removeprefix("W/") for each in listed)

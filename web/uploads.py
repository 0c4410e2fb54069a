"""Files that a form sends, read as they come: never whole in memory, one after the other."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from litestar.exceptions import HTTPException
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from web import inputs
from web.access import Request

SENT_AS = "multipart/form-data"
MOST_FILES = 20
LINE_BYTES = 800
"""As many characters as a line has, of four bytes each."""
_MOST_PARTS = MOST_FILES * 10
_Event = Any
Typed = dict[str, list[str]]
"""What stands in fields, each with all its values."""


class Sent:
    """One file, under the name that its sender says. Shape: parts() is read once, in order; typed
    is what stood before it in the form, each field with all its values.
    """

    def __init__(
        self, name: str, events: AsyncIterator[_Event], typed: Mapping[str, list[str]]
    ) -> None:
        self.name = name
        self.typed = typed
        self._events = events
        self._is_over = False

    async def parts(self) -> AsyncIterator[bytes]:
        """What is left of it. Errors: as files()."""
        while not self._is_over:
            event = await anext(self._events, None)
            if isinstance(event, bytes | bytearray):
                yield bytes(event)
            else:
                self._is_over = True


async def files(request: Request, field: str, typed: Typed | None = None) -> AsyncIterator[Sent]:
    """Every file of a field; what nobody reads of one is passed over.

    Shape: typed takes in what stands in the other fields, until all is read.
    Errors: HTTPException 400 (not whole, too many parts), 413, 415 (sent otherwise); Gone.
    """
    events = _events(request)
    found = {} if typed is None else typed
    async for event in events:
        if not isinstance(event, MultipartSegment):
            continue
        sent = Sent(event.filename or "", events, found)
        if event.name == field and event.filename:
            yield sent
        elif not event.filename:
            found.setdefault(event.name, []).append(await _line(sent))
        async for _ in sent.parts():
            pass


async def _line(sent: Sent) -> str:
    """What was typed or chosen, as far as a line goes."""
    line = b""
    async for part in sent.parts():
        line = (line + part)[:LINE_BYTES]
    return inputs.cleaned(line.decode("utf-8", "replace"))


async def _events(request: Request) -> AsyncIterator[_Event]:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != SENT_AS or not options.get("boundary"):
        raise HTTPException(status_code=415)
    parser = PushMultipartParser(options["boundary"], max_segment_count=_MOST_PARTS)
    try:
        async for chunk in request.stream():
            for event in parser.parse(chunk) if chunk else ():
                yield event
        parser.close()
    except MultipartError as error:
        raise HTTPException(status_code=400) from error

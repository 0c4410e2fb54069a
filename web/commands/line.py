"""A line: a connection to the server, how much it may send before it is heard, and how slowly."""

import asyncio
import logging
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from domain.outage import Outage

from . import crowd

FULL = Outage("no connection is free, whoever comes is refused", logging.getLogger("lernfaden"))

LARGEST_HEAD_BYTES = 64 * 1024
MOST_HEADERS = 100
"""However small they are, each costs an object or two."""
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
"""Of the whole body; as forms have 64 KB at most, whoever sends less than 2 KB a second is late."""
READING_SECONDS = 60.0
"""Without any of what waits here being read, besides what the kernel keeps."""
PARTING_SECONDS = 2.0
"""For reading why it was refused, before what it still sends is answered with a reset."""


class Line(HttpToolsProtocol):
    """Refuses what httptools would collect without end, and hangs up on whoever is late.

    Choice: one timer for whatever the other side owes us: a head as soon as it has connected or
    begun one, then the body. While it waits for us, none runs; between requests uvicorn's own does.
    Another runs while an answer waits to be read.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._late: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._place: str | None = None
        self._is_in_head = True
        # Of a head, of trailers and of what stands around the parts of a body.
        self._collected_bytes = 0
        self._is_refused = False
        self._fault = HTTPStatus.BAD_REQUEST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        most, self._place = self.limit_concurrency, crowd.place_of(self.client)
        if most and not crowd.enter(self._place, most):
            self._say(HTTPStatus.TOO_MANY_REQUESTS)
            self.transport.close()
        elif most and len(self.connections) >= most:
            FULL.met(f"{most} are open, see LimitNOFILE and --workers in README.md")
            self._say(HTTPStatus.SERVICE_UNAVAILABLE)
            self.transport.close()
        else:
            FULL.over()
            self._expect_within(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        self._expect_no_reading()
        if self.limit_concurrency:
            crowd.leave(self._place)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes no more at once than a head may still have, so that its end is seen in time."""
        while data and not self._is_refused and not self.transport.is_closing():
            if self._is_in_head:
                self._expect_head()
            room = LARGEST_HEAD_BYTES - self._collected_bytes
            if not room:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                return
            part, data = data[:room], data[room:]
            self._collected_bytes += len(part)
            super().data_received(part)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        if len(self.headers) == MOST_HEADERS:
            self._fault = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise ValueError("too many headers")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._is_in_head, self._collected_bytes = False, 0
        self._expect_within(BODY_SECONDS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._collected_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._is_in_head, self._collected_bytes = True, 0
        self._expect_nothing()
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._expect_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._expect_no_reading()

    def on_response_complete(self) -> None:
        """Closing waits for what is left of the answer, for ever if it is never read."""
        super().on_response_complete()
        self._expect_reading()

    def send_400_response(self, msg: str) -> None:
        """What uvicorn does with a request that cannot be read, such as one that we stopped."""
        self._refuse(self._fault)

    def _expect_head(self) -> None:
        if self._late is None:
            self._expect_within(HEAD_SECONDS)

    def _expect_within(self, seconds: float) -> None:
        self._expect_nothing()
        self._late = self.loop.call_later(seconds, self._hang_up)

    def _expect_nothing(self) -> None:
        if self._late:
            self._late.cancel()
        self._late = None

    def _expect_reading(self) -> None:
        if self._unread is None and (waiting := self.transport.get_write_buffer_size()):
            self._unread = self.loop.call_later(READING_SECONDS, self._look_what_was_read, waiting)

    def _expect_no_reading(self) -> None:
        if self._unread:
            self._unread.cancel()
        self._unread = None

    def _look_what_was_read(self, waiting: int) -> None:
        self._unread = None
        if self.transport.get_write_buffer_size() < waiting:
            self._expect_reading()
        else:
            self.transport.abort()

    def _hang_up(self) -> None:
        has_begun = not self._is_in_head or self._collected_bytes > 0
        if has_begun and not self._is_refused:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.abort()

    def _refuse(self, status: HTTPStatus) -> None:
        """Says why, unless words of ours would stand within an answer, and hears no more.

        Choice: the other side hangs up, or soon we do; closing at once would make its kernel drop
        the answer while it still sends.
        """
        self._is_refused = True
        if not self._may_answer():
            self.transport.abort()
            return
        if self.cycle and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._say(status)
        self.transport.write_eof()
        self._expect_within(PARTING_SECONDS)

    def _may_answer(self) -> bool:
        if self._is_in_head:
            return not self.cycle or self.cycle.response_complete
        return not self.pipeline and not self.cycle.response_started

    def _say(self, status: HTTPStatus) -> None:
        said = status.phrase
        self.transport.write(
            f"HTTP/1.1 {status.value} {said}\r\ncontent-type: text/plain\r\n"
            f"content-length: {len(said)}\r\nconnection: close\r\n\r\n{said}".encode()
        )

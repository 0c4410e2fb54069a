"""An answer, written straight to the server: status, headers and bytes, packed here."""

import msgspec
from litestar.types import Receive, Scope, Send

from web.access import Request
from web.wire.packing import KEPT, ONCE, PLAIN, accepted, pack

HTML = b"text/html; charset=utf-8"
TEXT = b"text/plain; charset=utf-8"
JSON = b"application/json"
# Packing costs more than it saves below this.
PACKED_FROM_BYTES = 600
VARY = (b"vary", b"accept-encoding, hx-request, hx-request-type, x-pane, x-lernfaden-profile")
PRIVATE = (b"cache-control", b"private, no-cache")


class Answer:
    """A complete answer. Shape: headers as the server takes them."""

    __slots__ = ("body", "headers", "status")

    def __init__(
        self, status: int, body: bytes = b"", headers: list[tuple[bytes, bytes]] | None = None
    ) -> None:
        self.status = status
        self.body = body
        self.headers = headers or []

    def header(self, name: str, value: str) -> "Answer":
        """Adds a header; returns itself, so that it can follow `return`."""
        self.headers.append((name.lower().encode(), value.encode("latin-1")))
        return self

    def set_cookie(self, line: str) -> "Answer":
        """Adds a Set-Cookie line, as access.login_cookie() makes one."""
        return self.header("set-cookie", line)

    def to_asgi_response(self, *_: object, **__: object) -> "Answer":
        """What Litestar asks of the answer of an exception handler."""
        return self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = self.headers
        if self.status not in (204, 304):
            headers = [*headers, (b"content-length", str(len(self.body)).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


def redirect(to: str) -> Answer:
    """To another address of ours, asked for with GET."""
    return Answer(303, headers=[(b"location", to.encode()), (b"cache-control", b"no-store")])


def text(body: str, status: int = 200, content_type: bytes = TEXT) -> Answer:
    return Answer(status, body.encode(), [(b"content-type", content_type), PRIVATE, VARY])


def json(content: object, status: int = 200) -> Answer:
    body = msgspec.json.encode(content)
    return Answer(status, body, [(b"content-type", JSON), (b"cache-control", b"no-store")])


def download(body: bytes, content_type: str, filename: str) -> Answer:
    """A file to be kept, never one to be run. Shape: filename in ASCII."""
    answer = Answer(200, body, [(b"content-type", content_type.encode()), PRIVATE])
    return answer.header("content-disposition", f'attachment; filename="{filename}"')


def html(request: Request, body: str, status: int, *, is_kept: bool = False) -> Answer:
    """A rendered template, packed as the browser likes it. Shape: is_kept says that it comes with
    an ETag.
    """
    raw = body.encode()
    headers = [(b"content-type", HTML), PRIVATE, VARY]
    coding = PLAIN
    if len(raw) >= PACKED_FROM_BYTES:
        coding = accepted(request.headers.get("accept-encoding", "").encode())
    if coding:
        headers.append((b"content-encoding", coding))
        raw = pack(raw, coding, KEPT if is_kept else ONCE)
    return Answer(status, raw, headers)

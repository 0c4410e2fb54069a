"""What a handler answers with: show() a page or its fragment, done() after a change.

The only readers of HX-Request-Type. An answer is written straight to the server, packed here, and
a page that its reader already has is a 304 before anything is asked of the database.
"""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from litestar.types import Receive, Scope, Send

from domain import settings, topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from web.access import Request, cookie, login_of, visitor_of
from web.rendering import templates
from web.wire import release
from web.wire.packing import PLAIN, accepted, pack
from web.words import notices
from web.words.formats import today, zone
from web.words.translations import chosen

HTML = b"text/html; charset=utf-8"
TEXT = b"text/plain; charset=utf-8"
JSON = b"application/json"
NOTICE_COOKIE = "notice"
NOTICE_SECONDS = 60
# Packing costs more than it saves below this.
PACKED_FROM_BYTES = 600

VARY = (b"vary", b"accept-encoding, hx-request, hx-request-type, x-lernfaden-profile")
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


def show(
    request: Request,
    name: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    etag: str | None = None,
) -> Answer:
    """A partial in the frame of a page, or for a partial request the partial alone.

    Shape: name as "sessions/cancellation"; etag as etag() made it.
    """
    partial = is_partial(request)
    code = "" if partial else request.cookies.get(NOTICE_COOKIE, "")
    language = language_of(request)
    values = {**base_context(request), **notices.context(code, language), **(context or {})}
    zone_name = time_zone_of(request)
    if partial:
        body = templates.render(f"partials/{name}.html", values, language, zone_name)
    else:
        body = templates.page(name, values, language, zone_name)
    answer = html(request, body, status)
    if code:
        answer.set_cookie(cookie(NOTICE_COOKIE, "", 0))
    elif etag and status == 200:
        answer.headers.append((b"etag", etag.encode()))
    return answer


def done(
    request: Request,
    name: str | None = None,
    context: Mapping[str, Any] | None = None,
    *,
    to: str,
    notice: str | None = None,
) -> Answer:
    """After a change: the changed fragment with a notice beside it, else the way to a page.

    Shape: name as "sessions/card", None where the page is left; `to` the address without htmx;
    notice a code of web/words/notices.py. The service worker, which asks for plain text, gets its
    words.
    """
    language = language_of(request)
    if wants_text(request):
        return text(notices.sentence(notice or "done", language))
    if name is None or not is_partial(request):
        return _leave(request, to, notice)
    context = {
        **base_context(request),
        **notices.context(notice or "", language),
        **(context or {}),
    }
    zone_name = time_zone_of(request)
    body = templates.render(f"partials/{name}.html", context, language, zone_name)
    if notice:
        body += templates.render("partials/notice_beside.html", context, language, zone_name)
    return html(request, body, 200)


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


def html(request: Request, body: str, status: int) -> Answer:
    """A rendered template, packed as the browser likes it."""
    raw = body.encode()
    headers = [(b"content-type", HTML), PRIVATE, VARY]
    coding = PLAIN
    if len(raw) >= PACKED_FROM_BYTES:
        coding = accepted(request.headers.get("accept-encoding", "").encode())
    if coding:
        headers.append((b"content-encoding", coding))
        raw = pack(raw, coding)
    return Answer(status, raw, headers)


async def etag(
    request: Request, visitor: Visitor[Actor], shows: Collection[str], *parts: object
) -> str:
    """What a page of the visitor's is made of: release, topics, day, language, form and parts.

    Shape: shows is the topics of what it shows; its live regions hear of the same. Parts is
    whatever else it shows, which no topic counts.
    """
    hear(request, shows)
    known = [f"{name}={visitor.versions[name]}" for name in shows if name in visitor.versions]
    others = [name for name in shows if name not in visitor.versions]
    versions = f"{known} {await topics.versions(others) if others else ''}"
    day = today_of(visitor)
    made_of = f"{release.name()}|{visitor.stamp}|{versions}|{day}|{is_partial(request)}|{parts}"
    return f'W/"{hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()}"'


def hear(request: Request, shows: Collection[str]) -> None:
    """Says what a page shows, for its live regions; a page without an ETag says it by itself.

    Shape: topics, or their aspects alone where a page shows those of many owners.
    """
    request.scope["shows"] = topics.aspects(shows)  # type: ignore[typeddict-unknown-key]


def not_modified(request: Request, etag: str) -> Answer | None:
    """The 304, where the browser still has this very page and no notice waits to be shown."""
    if request.headers.get("if-none-match") != etag or NOTICE_COOKIE in request.cookies:
        return None
    return Answer(304, headers=[(b"etag", etag.encode()), PRIVATE, VARY])


def is_partial(request: Request) -> bool:
    """Whether htmx wants a fragment; going back wants the page, whatever else is said."""
    headers = request.headers
    return (
        headers.get("hx-request-type") == "partial" and "hx-history-restore-request" not in headers
    )


def wants_text(request: Request) -> bool:
    """Whether the service worker asks, which can show words only."""
    return request.headers.get("accept", "").startswith("text/plain")


def language_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.language if visitor else chosen(request.headers.get("accept-language", ""))


def time_zone_of(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.time_zone if visitor else ""


def today_of(visitor: Visitor[Actor]) -> object:
    return today(zone(visitor.time_zone))


def base_context(request: Request) -> dict[str, Any]:
    """What every template gets."""
    return {
        "visitor": visitor_of(request),
        "login": login_of(request),
        "path": request.scope["path"],
        "is_demo": settings.current().demo,
        "shows": request.scope.get("shows", ""),
    }


def _leave(request: Request, to: str, notice: str | None) -> Answer:
    if is_partial(request):
        # A redirect would be followed by fetch, and its page land in the target.
        answer = Answer(200, headers=[(b"hx-redirect", to.encode()), PRIVATE])
    else:
        answer = redirect(to)
    return answer.set_cookie(cookie(NOTICE_COOKIE, notice, NOTICE_SECONDS)) if notice else answer

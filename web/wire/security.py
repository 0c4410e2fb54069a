"""The headers that every answer carries."""

from collections.abc import Iterator
from typing import Any, cast

from litestar.types import Message, Scope, Send

from domain import settings
from web.wire import counting, release

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # Registering the service worker is a sink as well, hence the second policy.
        "require-trusted-types-for 'script'",
        "trusted-types htmx lernfaden",
    )
)
_POLICY = CONTENT_SECURITY_POLICY.encode()
_OWN = "content_security_policy"
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# A file of ours is no document and no secret: what governs a page would only be carried with each.
_ON_FILES = ("x-content-type-options", "strict-transport-security")
# What a script reads is no document either, nor is a script, nor the news that nothing changed,
# which must not take the place of the policy that came with the page.
_READ_BY_SCRIPTS = (b"application/json", b"text/event-stream", b"text/javascript")
# A picture of lines is one once it is opened by itself: it could run scripts, and be framed.
_PICTURES = b"image/svg+xml"
_ELSEWHERE = (
    b"content-security-policy",
    b"sandbox; frame-ancestors 'none'",
)
_HTTPS_ONLY = {"strict-transport-security": "max-age=63072000; includeSubDomains"}


def answer_under(scope: Scope, policy: bytes) -> None:
    """Sends this request's answer under another policy than every other one."""
    cast("dict[str, Any]", scope)[_OWN] = policy


class Headers:
    """Adds them to what is sent, and tells the service worker whose page it has in hand.

    Shape: X-Release on all; where a profile is chosen X-Profile, to which kept pages belong, and
    X-Shelves, which changes with the documents and messages that it reaches. Rule: N4.
    """

    def __init__(self) -> None:
        secure = settings.current().base_url.startswith("https://")
        said = {**_ALWAYS, **(_HTTPS_ONLY if secure else {}), "x-release": release.name()}
        self._always = [(name.encode(), value.encode()) for name, value in said.items()]
        self._on_files = [(n.encode(), said[n].encode()) for n in _ON_FILES if n in said]
        names = (*_ON_FILES, "cross-origin-resource-policy", "x-release")
        self._on_others = [(n.encode(), said[n].encode()) for n in names if n in said]

    def around_file(self, send: Send) -> Send:
        """Only what a file needs: twenty of them are fetched with a first page."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                counting.ANSWERS[message["status"] // 100] += 1
                policies = (_ELSEWHERE,) if _kind(message).startswith(_PICTURES) else ()
                message["headers"] = [*message["headers"], *self._on_files, *policies]
            await send(message)

        return with_headers

    def around(self, scope: Scope, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                counting.ANSWERS[message["status"] // 100] += 1
                message["headers"] = [
                    *message["headers"],
                    *self._of(message, scope),
                    *_of_visitor(scope.get("login")),
                ]
            await send(message)

        return with_headers

    def _of(self, message: Any, scope: Scope) -> list[tuple[bytes, bytes]]:
        """What goes with a document, or with what is none."""
        own: bytes | None = cast("dict[str, Any]", scope).get(_OWN)
        if _is_document(message):
            return [*self._always, (b"content-security-policy", own or _POLICY)]
        policy = (b"content-security-policy", own) if own else _ELSEWHERE
        return [*self._on_others, *(() if message["status"] == 304 else (policy,))]


def _of_visitor(known: Any) -> list[tuple[bytes, bytes]]:
    if (profile := getattr(known, "profile_id", None)) is None:
        return []
    return [(b"x-profile", str(profile).encode()), (b"x-shelves", known.shelves.encode())]


def _is_document(message: Any) -> bool:
    if message["status"] == 304:
        return False
    return not _kind(message).startswith(_READ_BY_SCRIPTS)


def _kind(message: Any) -> bytes:
    kinds: Iterator[bytes] = (
        value for name, value in message["headers"] if name == b"content-type"
    )
    return next(kinds, b"")

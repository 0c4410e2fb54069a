"""Odd requests, by chance and yet the same for a seed: what no page of ours would send."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx

from tests.source import ROOT
from web.routes import HANDLERS

ROUTES = [
    (method, re.sub(r":\w+}", "}", path))
    for handler in HANDLERS
    for path in sorted(handler.paths)
    for method in sorted(handler.http_methods)
]
FIELDS = sorted(
    {
        name
        for page in Path(ROOT, "web/pages").rglob("*.py")
        for name in re.findall(r"form\.\w+\(\s*\"(\w+)\"", page.read_text())
    }
    | {"after", "before", "date", "key", "next", "page", "starts_on", "starts_at", "learner"}
)
"""What handlers read of forms and addresses, and some that none does."""
ODD = (
    *("", " ", "\0", "a\0b", "%", "%00", "%zz", "http://[", "//evil.example", "\\\\evil.example"),
    *("javascript:alert(1)", "http://[::1", "http://a:99999999/", "/sessions?next=http://["),
    *("-1", "0", "1e309", "nan", "inf", "9" * 30, "-" + "9" * 30, "٣", "½", "1_000", "0x10"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "2026-W53-7", "24:00", "23:59:60", "+00:00"),
    *("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1000-01-01T00:00:00.000001"),
    *("[]", "{}", "null", "true", "'; DROP TABLE sessions; --", "<script>", "{{ 7*7 }}", "{0}"),
    *("🙂" * 300, "a" * 5000, "\u202e\u2066", "ﷺ" * 100, "Z\u0351" * 50, "\r\nset-cookie: a=b"),
    *("../../etc/passwd", "..%2f..%2f", "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA", str(UUID(int=0))),
    *("Mars/Phobos", "Europe/Berlin", "Etc/GMT+12", "de", "xx", "a@b", "a@[::1]", '"a b"@c.de'),
)
BYTES = (b"\xff\xfe", b"\x80", b"\xed\xa0\x80", b"=\xff", b"a=%ff%fe", b"\0" * 64)
HEADERS = (
    *("accept", "accept-encoding", "accept-language", "authorization", "content-type", "cookie"),
    *("forwarded", "host", "hx-boosted", "hx-current-url", "hx-request", "hx-request-type"),
    *("hx-target", "if-modified-since", "if-none-match", "last-event-id", "origin", "range"),
    *("referer", "sec-fetch-site", "user-agent", "x-forwarded-for", "x-http-method-override"),
)
TYPES = (
    *("", "text/plain", "application/json", "application/x-www-form-urlencoded; charset=x-nowhere"),
    *("application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data", "a/b; c=\xff"),
    *("multipart/form-data; boundary=", "multipart/form-data; boundary=x; charset=x-nowhere"),
)
URLS = (*ODD[5:12], "https://[", "http://]", "http://localhost:8000/sessions?a=%ff", "http://\0")
KNOWN_ODD = {
    "content-type": TYPES,
    "hx-current-url": URLS,
    "origin": URLS,
    "referer": URLS,
    "hx-request-type": ("partial",),
    "hx-request": ("true",),
    "accept": ("text/plain", "text/event-stream", "*/*;q=x"),
    "sec-fetch-site": ("", "same-origin", "cross-site", "x"),
}
LARGE = "[" * 50_000

Odd = tuple[dict[str, bytes], bytes]
"""Headers and body."""


def request(
    by: Random, client: httpx.AsyncClient, method: str, at: str
) -> tuple[httpx.Request, str]:
    """One to an address, and what is odd about it, to tell."""
    headers, body = _odd(by, method)
    made = client.build_request(method, at, content=body)
    usual = [each for each in made.headers.raw if by.random() < 0.8]
    odd = [(name.encode(), value) for name, value in headers.items()]
    kept = [each for each in usual if each[0].lower() not in dict(odd)]
    made.headers = httpx.Headers([*kept, *odd])
    return made, f"{headers} {body[:80]!r}"


def _odd(by: Random, method: str) -> Odd:
    headers = {}
    if method == "POST":
        type_, body = by.choice((_form, _multipart, _json, _raw))(by)
        headers["content-type"] = type_
    else:
        body = b""
    for name in by.sample(HEADERS, by.choice((0, 1, 3, 8))):
        odd = by.choice(KNOWN_ODD.get(name, ODD))
        headers[name] = by.choice(BYTES) if by.random() < 0.1 else odd.encode("utf-8", "replace")
    return headers, body


def _form(by: Random) -> tuple[bytes, bytes]:
    pairs = httpx.QueryParams(_pairs(by, by.choice((1, 6, 40, 300))))
    return b"application/x-www-form-urlencoded", str(pairs).encode()


def _multipart(by: Random) -> tuple[bytes, bytes]:
    boundary = by.choice((b"x", b"----WebKitFormBoundary7", b"\xff"))
    parts = []
    for _ in range(by.choice((1, 5))):
        about = by.choice(
            (
                b'form-data; name="%s"' % by.choice(FIELDS).encode(),
                b'form-data; name="%s"; filename="a.png"' % by.choice(FIELDS).encode(),
                b"form-data",
                b'form-data; name="\xff\xfe"',
                b"attachment; name*=utf-9''%ff",
            )
        )
        kind = by.choice((b"", b"\r\ncontent-type: text/plain; charset=x-nowhere"))
        value = by.choice((_text(by).encode("utf-8", "replace"), by.choice(BYTES)))
        parts.append(
            b"--%s\r\ncontent-disposition: %s%s\r\n\r\n%s\r\n" % (boundary, about, kind, value)
        )
    end = by.choice((b"--%s--\r\n" % boundary, b"", b"--"))
    charset = by.choice((b"", b"; charset=x-nowhere", b"; charset=utf-16"))
    return b"multipart/form-data; boundary=%s%s" % (boundary, charset), b"".join(parts) + end


def _json(by: Random) -> tuple[bytes, bytes]:
    shape = by.choice(
        (_text(by), [_text(by)], {by.choice(FIELDS): _text(by)}, {"keys": None}, 1e308)
    )
    body = by.choice((json.dumps(shape), LARGE, '{"a":' * 50_000, "{", "\ufeff{}", "NaN"))
    return b"application/json", body.encode("utf-8", "replace")


def _raw(by: Random) -> tuple[bytes, bytes]:
    return by.choice(TYPES).encode("latin-1"), by.choice(BYTES) * by.choice((1, 4000))


def address(by: Random, path: str, *ids: str) -> str:
    """A route with odd values, or one of these ids, and mostly a query."""

    def part(_: re.Match[str]) -> str:
        known = (*ids, str(uuid4()), "%00", "%ff", "%F0%9F%99%82", "%2e%2e", "a" * 300, "0", "%20")
        return by.choice(known)

    address = re.sub(r"{\w+}", part, path).replace("//", "/")
    if by.random() < 0.6:
        pairs = httpx.QueryParams(_pairs(by, by.choice((1, 1, 3, 60))))
        address += f"?{by.choice((str(pairs), '%ff=%fe', '=&&=', '?' * 20))}"
    return address


def _pairs(by: Random, count: int) -> list[tuple[str, Any]]:
    return [(by.choice(FIELDS), _text(by)) for _ in range(count)]


def _text(by: Random) -> str:
    return by.choice(ODD) if by.random() < 0.9 else by.choice(ODD) + by.choice(ODD)

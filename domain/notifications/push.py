"""Sending web push: one encrypted message to one subscription.

Rule: N2. Source: RFC 8030 (TTL, Urgency, Topic), RFC 8291 (encryption), RFC 8292 (VAPID). The
stock sender of pywebpush waits for ever, follows redirects and signs every message anew; this one
does not, and says in one word what to do next.
"""

import asyncio
import base64
import binascii
import hashlib
import ipaddress
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher, WebPushException

from domain import clock, settings
from domain.notifications import push_subscription
from domain.notifications.push_subscription import Target

TIMEOUT_SECONDS = 10
VAPID_RENEWED_SECONDS = 12 * 3600
VAPID_VALID_SECONDS = 23 * 3600
LONGEST_PAUSE_SECONDS = 24 * 3600
PAUSE_SECONDS = 60
# RFC 8291: a push service need not take more than 4096 bytes, 103 of which the encryption adds.
LARGEST_PAYLOAD_BYTES = 3993


class Outcome(Enum):
    """What became of a message, and so what to do.

    SENT: accepted. GONE: delete the subscription. REFUSED: our own fault, keep and look.
    TOO_LARGE: send the short form. LATER: try again.
    """

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Result:
    """Units: retry_after in seconds, where the push service named a time. `why` holds no secret."""

    outcome: Outcome
    retry_after: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notification. Shape: `navigate` is an absolute URL."""

    action: str
    title: str
    navigate: str


def payload(
    *,
    title: str,
    body: str,
    navigate: str,
    tag: str,
    lang: str,
    actions: Sequence[Action] = (),
    data: Mapping[str, str] | None = None,
    badge: int | None = None,
) -> bytes:
    """The declarative form, which iOS shows by itself and others hand to the service worker.

    Shape: `navigate` is an absolute URL. A body too long for a push service is cut.
    """
    shown: dict[str, Any] = {
        "title": title,
        "body": body,
        "navigate": navigate,
        "tag": tag,
        "lang": lang,
        "actions": [msgspec.to_builtins(action) for action in actions],
        "data": dict(data or {}),
    }
    message: dict[str, Any] = {"web_push": 8030, "notification": shown}
    if badge is not None:
        message["app_badge"] = badge
    encoded = msgspec.json.encode(message)
    while body and (excess := len(encoded) - LARGEST_PAYLOAD_BYTES) > 0:
        # JSON spends at most six bytes on a character, so this never cuts more than it must.
        body = body[: -(excess // 6 + 1)]
        shown["body"] = f"{body}…"
        encoded = msgspec.json.encode(message)
    return encoded


def application_server_key() -> str:
    """Our public key as browsers want it: base64url of the uncompressed point."""
    point = _vapid(settings.current().vapid_private_key).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


async def send(
    target: Target, message: bytes, *, ttl: int, urgency: str = "normal", topic: str | None = None
) -> Result:
    """Sends by the running loop's sender.

    Units: ttl in seconds. Shape: urgency very-low|low|normal|high; topic any text, of which a push
    service keeps only the newest message while a device is off.
    """
    loop = asyncio.get_running_loop()
    sender = _senders.get(loop)
    if sender is None:
        sender = _senders[loop] = Sender()
    return await sender.send(target, message, ttl=ttl, urgency=urgency, topic=topic)


async def close() -> None:
    """Closes the running loop's connections."""
    sender = _senders.pop(asyncio.get_running_loop(), None)
    if sender is not None:
        await sender.close()


class Sender:
    """Connections, signatures and pauses of one event loop."""

    def __init__(self) -> None:
        trusted = {urlsplit(service).hostname or "" for service in settings.current().push_services}
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=PublicResolver(trusted), ttl_dns_cache=60),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        self._signatures: dict[str, tuple[float, str]] = {}
        self._paused_until: dict[str, float] = {}
        self._encrypting = asyncio.Lock()

    async def close(self) -> None:
        await self._session.close()

    async def send(
        self, target: Target, message: bytes, *, ttl: int, urgency: str, topic: str | None
    ) -> Result:
        service = push_subscription.origin(target.endpoint)
        if service is None:
            return Result(Outcome.REFUSED, why="not a push service that we send to")
        if len(message) > LARGEST_PAYLOAD_BYTES:
            return Result(Outcome.TOO_LARGE, why=f"{len(message)} bytes")
        pause = self._paused_until.get(service, 0) - time.monotonic()
        if pause > 0:
            return Result(Outcome.LATER, pause, "the push service asked to wait")
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, ttl)),
            "Urgency": urgency,
        }
        if topic is not None:
            headers["Topic"] = hashlib.sha256(topic.encode()).hexdigest()[:32]
        try:
            body = await self._encrypted(target, message)
            headers["Authorization"] = self._signature(service)
        except (ValueError, binascii.Error, WebPushException, VapidException) as error:
            return Result(Outcome.REFUSED, why=type(error).__name__)
        return await self._post(service, target.endpoint, body, headers)

    async def _post(self, service: str, url: str, body: bytes, headers: dict[str, str]) -> Result:
        try:
            async with self._session.post(
                url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                text = (await answer.content.read(200)).decode(errors="replace")
                result = _result(answer.status, answer.headers.get("Retry-After"), text)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Result(Outcome.LATER, why=type(error).__name__)
        if answer.status == 429:
            pause = PAUSE_SECONDS if result.retry_after is None else result.retry_after
            self._paused_until[service] = time.monotonic() + pause
        return result

    async def _encrypted(self, target: Target, message: bytes) -> bytes:
        keys = {"p256dh": target.p256dh, "auth": target.auth}
        # A third of a millisecond of arithmetic; one per turn of the loop, however many wait.
        async with self._encrypting:
            await asyncio.sleep(0)
            pusher = WebPusher({"endpoint": target.endpoint, "keys": keys})
            return bytes(pusher.encode(message)["body"])

    def _signature(self, service: str) -> str:
        now = clock.now().timestamp()
        renewed_at, header = self._signatures.get(service, (0.0, ""))
        if renewed_at <= now:
            configured = settings.current()
            expires_at = int(now) + VAPID_VALID_SECONDS
            claims = {"aud": service, "exp": expires_at, "sub": _contact(configured.base_url)}
            header = str(_vapid(configured.vapid_private_key).sign(claims)["Authorization"])
            self._signatures[service] = (now + VAPID_RENEWED_SECONDS, header)
        return header


class PublicResolver(AbstractResolver):
    """Finds only addresses of the public internet, so that no name leads into our own network.

    aiohttp connects to exactly what this answers, so a name cannot change between look and call.
    """

    def __init__(self, trusted_hosts: set[str]) -> None:
        self._trusted_hosts = trusted_hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        allowed = [
            ResolveResult(
                hostname=host, host=str(to[0]), port=port, family=family_, proto=proto, flags=0
            )
            for family_, _, proto, _, to in found
            if host in self._trusted_hosts or is_public(str(to[0]))
        ]
        if not allowed:
            raise OSError(f"{host} has no public address")
        return allowed

    async def close(self) -> None:
        """Holds nothing."""


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


_senders: WeakKeyDictionary[asyncio.AbstractEventLoop, Sender] = WeakKeyDictionary()


def _result(status: int, retry_after: str | None, text: str) -> Result:
    why = f"{status} {text}".strip()
    if 200 <= status < 300:
        return Result(Outcome.SENT)
    if status in (404, 410):
        return Result(Outcome.GONE, why=why)
    if status == 413:
        return Result(Outcome.TOO_LARGE, why=why)
    if status == 429 or status >= 500:
        return Result(Outcome.LATER, _seconds(retry_after), why)
    return Result(Outcome.REFUSED, why=why)


def _seconds(retry_after: str | None) -> float | None:
    """Shape: seconds or an HTTP date; nonsense counts as nothing said."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(retry_after) - clock.now()).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), LONGEST_PAUSE_SECONDS) if seconds == seconds else None


@lru_cache(maxsize=4)
def _vapid(private_key: str) -> Vapid02:
    """Shape: PEM, or base64url of the raw 32 bytes."""
    text = private_key.strip()
    if text.startswith("-----"):
        return Vapid02(serialization.load_pem_private_key(text.encode(), password=None))
    return Vapid02.from_string(text)


def _contact(base_url: str) -> str:
    """Whom a push service may write to; Apple refuses an address at localhost."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    is_reachable = parts.scheme == "https" and "." in host
    return f"https://{host}" if is_reachable else "mailto:push@lernfaden.example"

"""A push service on the loopback address: takes, decrypts and records what we send, and answers
as a test wants it to. For Chromium it stands in for Google's, with a real subscription's keys."""

import asyncio
import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from tests.loopback import serving
from tests.waiting import LONGEST_SECONDS


@dataclass(frozen=True)
class Reply:
    """How the service answers. Units: after in seconds."""

    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0


@dataclass(frozen=True)
class Received:
    """One message as its browser would get it."""

    text: str
    headers: dict[str, str]

    @property
    def claims(self) -> dict[str, Any]:
        """What the VAPID token says. Shape: aud, exp, sub."""
        token = self.headers["authorization"].removeprefix("vapid t=").partition(",")[0]
        claims: dict[str, Any] = json.loads(_bytes(token.split(".")[1]))
        return claims


class Subscriber:
    """One browser with the keys of its subscription."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.reply = Reply()
        self.received: list[Received] = []
        self._private_key = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)

    @property
    def p256dh(self) -> str:
        return _text(
            self._private_key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
            )
        )

    @property
    def auth(self) -> str:
        return _text(self._auth)

    def to_json(self) -> dict[str, Any]:
        """Shape: as `PushSubscription.toJSON()`."""
        keys = {"p256dh": self.p256dh, "auth": self.auth}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def decrypt(self, body: bytes) -> str:
        plain: bytes = http_ece.decrypt(
            body, private_key=self._private_key, auth_secret=self._auth, version="aes128gcm"
        )
        return plain.decode()


class PushService:
    """Runs in a thread of its own, so that tests of either kind can use it."""

    def __init__(self) -> None:
        self.origin = ""
        self.subscribers: list[Subscriber] = []
        self._arrived = threading.Condition()

    def subscribe(self) -> Subscriber:
        made = Subscriber(f"{self.origin}/push/{len(self.subscribers)}")
        self.subscribers.append(made)
        return made

    def wait_for(self, subscriber: Subscriber, count: int = 1) -> Received:
        """The newest message once there are so many. Errors: AssertionError."""
        with self._arrived:
            came = self._arrived.wait_for(
                lambda: len(subscriber.received) >= count, LONGEST_SECONDS
            )
        assert came, f"{len(subscriber.received)} of {count} messages came"
        return subscriber.received[-1]

    async def take(self, request: web.Request) -> web.Response:
        subscriber = self.subscribers[int(request.match_info["number"])]
        body, reply = await request.read(), subscriber.reply
        if reply.after:
            await asyncio.sleep(reply.after)
        if reply.status < 300:
            headers = {name.lower(): value for name, value in request.headers.items()}
            _check(headers, body)
            with self._arrived:
                subscriber.received.append(Received(subscriber.decrypt(body), headers))
                self._arrived.notify_all()
        return web.Response(status=reply.status, headers=reply.headers, text="because")


@contextmanager
def running() -> Iterator[PushService]:
    """A service on a free port, until the block ends."""
    service = PushService()
    with serving(web.post("/push/{number}", service.take)) as origin:
        service.origin = origin
        yield service


def _check(headers: dict[str, str], body: bytes) -> None:
    """What RFC 8030, 8188 and 8292 ask of a message."""
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["ttl"].isdecimal()
    assert len(body) <= 4096
    assert len(headers.get("topic", "")) <= 32
    assert Vapid02.verify(headers["authorization"])


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""The sender of one event loop: its connections, signatures and pauses."""

import asyncio
import binascii
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
from py_vapid import VapidException
from pywebpush import WebPusher, WebPushException

from domain import clock, settings
from domain.notifications import push_outcome, push_service, vapid
from domain.notifications.push_message import LARGEST_PAYLOAD_BYTES
from domain.notifications.push_outcome import Outcome, Result
from domain.notifications.push_subscription import Target
from domain.public_resolver import PublicResolver

TIMEOUT_SECONDS = 10
SIGNATURE_RENEWED_SECONDS = 12 * 3600
PAUSE_SECONDS = 60
PLACES = 20
"""For each push service, and who finds none soon comes again later: one that hangs has not all."""
WAIT_SECONDS = 1.0
SLOW = "the push service is slow, others are before"


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
        self._places: dict[str, asyncio.Semaphore] = {}
        self._encrypting = asyncio.Lock()

    async def close(self) -> None:
        await self._session.close()

    async def send(
        self, target: Target, message: bytes, *, ttl: int, urgency: str, topic: str | None
    ) -> Result:
        service = push_service.origin(target.endpoint)
        if service is None:
            return Result(Outcome.REFUSED, why="not a push service that we send to")
        if len(message) > LARGEST_PAYLOAD_BYTES:
            return Result(Outcome.TOO_LARGE, why=f"{len(message)} bytes")
        pause = self._paused_until.get(service, 0) - time.monotonic()
        if pause > 0:
            return Result(Outcome.LATER, pause, "the push service asked to wait")
        async with self._place(service) as has_place:
            if not has_place:
                return Result(Outcome.LATER, WAIT_SECONDS, SLOW)
            return await self._send(service, target, message, _headers(ttl, urgency, topic))

    @asynccontextmanager
    async def _place(self, service: str) -> AsyncIterator[bool]:
        """One of the places at a push service, if one is free soon."""
        places = self._places.setdefault(service, asyncio.Semaphore(PLACES))
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await places.acquire()
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            places.release()

    async def _send(
        self, service: str, target: Target, message: bytes, headers: dict[str, str]
    ) -> Result:
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
                result = push_outcome.of_answer(
                    answer.status, answer.headers.get("Retry-After"), text
                )
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
            header = vapid.authorization(service)
            self._signatures[service] = (now + SIGNATURE_RENEWED_SECONDS, header)
        return header


def _headers(ttl: int, urgency: str, topic: str | None) -> dict[str, str]:
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, ttl)),
        "Urgency": urgency,
    }
    if topic is not None:
        headers["Topic"] = hashlib.sha256(topic.encode()).hexdigest()[:32]
    return headers

"""Mozilla's push service on the loopback address: Firefox keeps a WebSocket open to it, and whoever
sends posts to the endpoint that it hands out. Nothing is decrypted here; Firefox does that.

Source: Firefox's PushServiceWebSocket, RFC 8030.
"""

import base64
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import WSMsgType, web

from tests.loopback import serving
from tests.waiting import LONGEST_SECONDS

DELIVERED = 100
"""How Firefox acknowledges a message that a service worker has handled without an error."""


class Autopush:
    """Shape: `codes` are Firefox's answers to messages, by their version."""

    def __init__(self) -> None:
        self.origin = ""
        self.codes: dict[str, int] = {}
        self.versions: list[str] = []
        self._channels: dict[str, web.WebSocketResponse] = {}
        self._changed = threading.Condition()

    @property
    def socket(self) -> str:
        """What `dom.push.serverURL` is set to."""
        return self.origin.replace("http://", "ws://") + "/"

    def wait_for_code(self, number: int = 0) -> int:
        """How Firefox answered the message of that number. Errors: AssertionError."""

        def is_answered() -> bool:
            return len(self.versions) > number and self.versions[number] in self.codes

        with self._changed:
            assert self._changed.wait_for(is_answered, LONGEST_SECONDS), "Firefox did not answer"
        return self.codes[self.versions[number]]

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._hear(socket, json.loads(message.data))
        return socket

    async def take(self, request: web.Request) -> web.Response:
        channel, body = request.match_info["channel"], await request.read()
        socket = self._channels.get(channel)
        if socket is None:
            return web.json_response({"errno": 103}, status=410)
        if len(body) > 4096:
            return web.json_response({"errno": 104}, status=413)
        is_signed = request.headers.get("authorization", "").startswith("vapid t=")
        if "ttl" not in request.headers or not is_signed:
            return web.json_response({"errno": 110}, status=401)
        version = uuid.uuid4().hex
        self.versions.append(version)
        await socket.send_json(
            {
                "messageType": "notification",
                "channelID": channel,
                "version": version,
                "data": base64.urlsafe_b64encode(body).rstrip(b"=").decode(),
                "headers": {"encoding": request.headers["content-encoding"]},
            }
        )
        return web.Response(status=201, headers={"TTL": request.headers["ttl"]})

    async def _hear(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> None:
        kind = said.get("messageType")
        if kind == "hello":
            answer = {"uaid": said.get("uaid") or uuid.uuid4().hex, "use_webpush": True}
            await socket.send_json({**answer, "messageType": kind, "status": 200, "broadcasts": {}})
        elif kind == "register":
            channel = said["channelID"]
            self._channels[channel] = socket
            answer = {"channelID": channel, "pushEndpoint": f"{self.origin}/wpush/{channel}"}
            await socket.send_json({**answer, "messageType": kind, "status": 200})
        elif kind == "unregister":
            self._channels.pop(said["channelID"], None)
            answer = {"channelID": said["channelID"], "status": 200}
            await socket.send_json({**answer, "messageType": kind})
        elif kind in ("ack", "nack"):
            self._note(said)
        elif kind is None:
            await socket.send_str("{}")

    def _note(self, said: dict[str, Any]) -> None:
        # An ack lists its messages, a nack names one.
        with self._changed:
            for answer in said.get("updates", [said]):
                self.codes[answer["version"]] = answer.get("code", DELIVERED)
            self._changed.notify_all()


@contextmanager
def running() -> Iterator[Autopush]:
    """A service on a free port, until the block ends."""
    service = Autopush()
    with serving(web.get("/", service.talk), web.post("/wpush/{channel}", service.take)) as origin:
        service.origin = origin
        yield service

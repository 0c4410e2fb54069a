"""Hints of other processes, over Redis."""

import logging
import queue
import secrets
import threading
from collections.abc import Iterator
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from domain.live.local import Local

log = logging.getLogger("lernfaden.live")

CHANNEL = "lernfaden:live"
NAMES_PER_MESSAGE = 500
REDIS_SECONDS = 5.0
LISTEN_SECONDS = 1.0
SHORTEST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 10.0


class RedisWire:
    """One channel for everything; a thread that sends and one that listens.

    Choice: threads of its own, because the web and the embedded workers are two event loops and
    hints come from both; one channel, as joining and leaving many loses messages in between.
    """

    def __init__(self, url: str, local: Local) -> None:
        self._url = url
        self._local = local
        self._me = secrets.token_hex(8)
        self._is_closed = threading.Event()
        self._waiting: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()
        for work in (self._speak, self._listen):
            threading.Thread(target=work, name=f"live{work.__name__}", daemon=True).start()

    def send(self, names: list[str]) -> None:
        self._waiting.put(names)

    def close(self) -> None:
        self._is_closed.set()
        self._waiting.put(None)

    def _speak(self) -> None:
        client = self._client()
        while (names := self._waiting.get()) is not None:
            while len(names) < NAMES_PER_MESSAGE and (more := self._next()):
                names = names + more
            try:
                client.publish(CHANNEL, " ".join((self._me, *dict.fromkeys(names))))
            except (RedisError, OSError) as error:
                log.warning("pages of other processes are not told: %s", error)
        client.close()

    def _next(self) -> list[str] | None:
        try:
            names = self._waiting.get_nowait()
        except queue.Empty:
            return None
        if names is None:
            self._waiting.put(None)
        return names

    def _listen(self) -> None:
        """Connects anew for as long as it is not closed, with growing pauses."""
        pause = SHORTEST_PAUSE_SECONDS
        while not self._is_closed.is_set():
            client = self._client()
            try:
                for _ in self._joined(client):
                    pause = SHORTEST_PAUSE_SECONDS
            except (RedisError, OSError) as error:
                log.warning("other processes are not heard: %s", error)
                self._is_closed.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            finally:
                client.close()

    def _joined(self, client: Any) -> Iterator[None]:
        """Yields once it hears; then every page is hinted, as something may have been missed."""
        with client.pubsub(ignore_subscribe_messages=False) as channel:
            channel.subscribe(CHANNEL)
            while not self._is_closed.is_set():
                message = channel.get_message(timeout=LISTEN_SECONDS)
                if message and message["type"] == "subscribe":
                    self._local.hint_all()
                    yield
                elif message and message["type"] == "message":
                    self._hear(message["data"])

    def _hear(self, data: bytes) -> None:
        sender, *names = data.decode().split()
        if sender != self._me:
            self._local.hint(names)

    def _client(self) -> Any:
        return Redis.from_url(
            self._url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            health_check_interval=30,
        )

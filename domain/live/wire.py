"""Hints of other processes, over Redis."""

import logging
import queue
import secrets
import threading
from collections.abc import Iterator
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from domain.breaker import Breaker
from domain.live.local import Local
from domain.outage import Outage

log = logging.getLogger("lernfaden.live")

CHANNEL = "lernfaden:live"
EVERYTHING = "*"
"""Instead of the names that nobody could be told while Redis was away."""
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
        self._telling = Breaker("Redis does not answer, pages of other processes are not told", log)
        self._hearing = Outage("Redis does not answer, other processes are not heard", log)
        self._is_closed = threading.Event()
        self._waiting: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()
        self._speaker = threading.Thread(target=self._speak, name="live_speak", daemon=True)
        self._speaker.start()
        threading.Thread(target=self._listen, name="live_listen", daemon=True).start()

    def send(self, names: list[str]) -> None:
        self._waiting.put(names)

    def close(self) -> None:
        """Once what was to be sent is sent, or Redis took too long for it."""
        self._is_closed.set()
        self._waiting.put(None)
        self._speaker.join(REDIS_SECONDS)

    def _speak(self) -> None:
        """What nobody could be told is not kept: the next that gets through says to look at all."""
        client, missed = self._client(), list[str]()
        while (names := self._waiting.get()) is not None:
            while len(names) < NAMES_PER_MESSAGE and (more := self._next()):
                names = names + more
            missed = [] if self._is_told(client, missed + names) else [EVERYTHING]
        client.close()

    def _is_told(self, client: Any, names: list[str]) -> bool:
        if self._telling.is_open:
            return False
        try:
            client.publish(CHANNEL, " ".join((self._me, *dict.fromkeys(names))))
        except (RedisError, OSError) as error:
            self._telling.failed(error)
            return False
        self._telling.passed()
        return True

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
                    self._hearing.over()
                    pause = SHORTEST_PAUSE_SECONDS
            except (RedisError, OSError) as error:
                self._hearing.met(error)
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
        if sender == self._me:
            return
        if EVERYTHING in names:
            self._local.hint_all()
        else:
            self._local.hint(names)

    def _client(self) -> Any:
        return Redis.from_url(
            self._url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            health_check_interval=30,
            retry=Retry(NoBackoff(), 0),
        )

"""Wakes the relay every second and after commits, from a thread instead of a scheduler."""

import logging
import threading
import time
from collections.abc import Callable

from domain.breaker import Breaker

TICK_SECONDS = 1.0
BREATH_SECONDS = 0.02
"""Between two wake-ups, so that a hundred commits at once are one or two messages."""

log = logging.getLogger("lernfaden.workers")


class Waker:
    """Sends wake-ups from a thread of its own, so that nobody who commits waits for a broker.

    Shape: once told to `tick`, also when nobody asks; look is called where nobody can be sent to.
    """

    def __init__(self, send: Callable[[], object], look: Callable[[], object]) -> None:
        self._send, self._look = send, look
        self._tick_seconds: float | None = None
        self._is_asked = threading.Event()
        self._is_over = False
        self._breaker = Breaker("the workers cannot be woken, they look by themselves", log)
        self._thread = threading.Thread(target=self._run, name="waker", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """From any thread; never blocks."""
        self._is_asked.set()

    def tick(self, seconds: float) -> None:
        self._tick_seconds = seconds
        self._is_asked.set()

    def end(self) -> None:
        self._is_over = True
        self._is_asked.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._is_over:
            try:
                self._is_asked.wait(self._tick_seconds)
                self._is_asked.clear()
                if not self._is_over:
                    self._wake()
            except BaseException as error:
                # Whatever it is: if this thread ended, work would lie until the next start.
                self._breaker.failed(error)
                time.sleep(TICK_SECONDS)

    def _wake(self) -> None:
        if not self._breaker.is_open:
            try:
                self._send()
            except BaseException as error:
                self._breaker.failed(error)
            else:
                self._breaker.passed()
                time.sleep(BREATH_SECONDS)
                return
        self._look()
        time.sleep(TICK_SECONDS)

"""Wakes the relay every second and after commits, from a thread instead of a scheduler."""

import logging
import threading
import time
from collections.abc import Callable

TICK_SECONDS = 1.0
BREATH_SECONDS = 0.02
"""Between two wake-ups, so that a hundred commits at once are one or two messages."""

log = logging.getLogger("lernfaden.workers")


class Waker:
    """Sends wake-ups from a thread of its own, so that nobody who commits waits for a broker.

    Shape: once told to `tick`, also when nobody asks.
    """

    def __init__(self, send: Callable[[], object]) -> None:
        self._send = send
        self._tick_seconds: float | None = None
        self._is_asked = threading.Event()
        self._is_over = False
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
        while True:
            self._is_asked.wait(self._tick_seconds)
            self._is_asked.clear()
            if self._is_over:
                return
            try:
                self._send()
            except Exception as error:
                # The next tick does what this one could not.
                log.warning("the workers cannot be woken: %s", type(error).__name__)
                time.sleep(TICK_SECONDS)
            time.sleep(BREATH_SECONDS)

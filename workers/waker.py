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
        self._failed_with: type[BaseException] | None = None
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
                self._wait_and_send()
            except BaseException as error:
                # Whatever it is: if this thread ended, work would lie until the next start. The
                # next tick does what this one could not.
                self._say(error)
                time.sleep(TICK_SECONDS)

    def _wait_and_send(self) -> None:
        self._is_asked.wait(self._tick_seconds)
        self._is_asked.clear()
        if not self._is_over:
            self._send()
            self._failed_with = None
            time.sleep(BREATH_SECONDS)

    def _say(self, error: BaseException) -> None:
        """Once for each kind of failure that goes on."""
        if self._failed_with is not type(error):
            self._failed_with = type(error)
            log.warning("the workers cannot be woken: %s", type(error).__name__, exc_info=error)

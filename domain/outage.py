"""An outage: it is said when it begins, once a minute while it lasts, and when it is over.

Each attempt that meets it would say the same; a night of that fills a disk and hides what else went
wrong.
"""

import logging
import threading
from time import monotonic

SAID_EVERY_SECONDS = 60.0


class Outage:
    """Shape: what says as a sentence how it is while it lasts; safe to use from any thread.

    Units: least_seconds, how long one lasts at least: where connections end one by one, what still
    answers right after the first did not is no end.
    """

    def __init__(self, what: str, log: logging.Logger, *, least_seconds: float = 0.0) -> None:
        self._what = what
        self._least_seconds = least_seconds
        self._log = log
        self._guard = threading.Lock()
        self._began_at: float | None = None
        self._said_at = 0.0
        self._count = 0

    def met(self, why: object) -> None:
        """Somebody met it; the first is told why, and then one a minute how many did."""
        now = monotonic()
        with self._guard:
            self._count += 1
            if self._began_at is None:
                self._began_at = self._said_at = now
                self._log.error("%s: %s", self._what, told(why))
            elif now - self._said_at >= SAID_EVERY_SECONDS:
                self._said_at = now
                self._log.error("%s, %s: %s", self._what, self._so_far(now), told(why))

    def over(self) -> None:
        """Costs nothing while there is none."""
        if self._began_at is None:
            return
        now = monotonic()
        with self._guard:
            if self._began_at is None or now - self._began_at < self._least_seconds:
                return
            self._log.warning("over: %s, %s", self._what, self._so_far(now))
            self._began_at, self._count = None, 0

    def _so_far(self, now: float) -> str:
        lasted = now - (self._began_at or now)
        return f"for {lasted:.0f} s, met {self._count} times"


def told(why: object) -> str:
    """In one line."""
    return " ".join(str(why).split()) or type(why).__name__

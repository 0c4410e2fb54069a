"""A breaker: what did not answer is left alone for some seconds, so that nobody waits for it."""

import logging
from time import monotonic

from domain.outage import Outage

REST_SECONDS = 5.0


class Breaker:
    """Shape: what says as a sentence how it is while it does not answer."""

    def __init__(self, what: str, log: logging.Logger) -> None:
        self._outage = Outage(what, log)
        self._rests_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether it is to be left alone now."""
        return monotonic() < self._rests_until

    def failed(self, error: BaseException) -> None:
        self._rests_until = monotonic() + REST_SECONDS
        self._outage.met(error)

    def passed(self) -> None:
        self._rests_until = 0.0
        self._outage.over()

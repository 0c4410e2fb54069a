"""What is done once for a whole transaction: steps before its COMMIT, hooks after it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

Hook = Callable[[], object]

log = logging.getLogger("lernfaden.database")


@dataclass(frozen=True, eq=False)
class Step:
    """What is done once, at the end of a transaction, for all that was collected for it.

    Shape: lower ranks first; a step may collect for others or for itself again. It is taken inside
    the transaction, so an error of it takes everything back.
    """

    rank: int
    take: Callable[[list[Any]], Awaitable[None]]


def call(hook: Hook) -> None:
    """What a hook is for is stored already, so its failure is only logged."""
    try:
        hook()
    except Exception:
        log.exception("after commit: %r failed", hook)

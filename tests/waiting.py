"""Tests wait for a state, not for a time: they ask again until it is so. Only what never becomes so
takes the whole patience, which a busy machine does not use up."""

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

LONGEST_SECONDS = 60.0
PAUSE_SECONDS = 0.02


async def until(is_so: Callable[[], Any], seconds: float = LONGEST_SECONDS) -> Any:
    """Asks again and again until the answer, awaited where it has to be, says yes; returns it.

    Errors: AssertionError.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = is_so()
        if found := await answer if inspect.isawaitable(answer) else answer:
            return found
        await asyncio.sleep(PAUSE_SECONDS)
    raise AssertionError("it did not happen in time")


def eventually(is_so: Callable[[], Any]) -> None:
    """The same without a loop."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(PAUSE_SECONDS)

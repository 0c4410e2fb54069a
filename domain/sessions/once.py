"""Once: what is sent twice under one key, also at the same moment, is made once."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain import database

T = TypeVar("T")


async def made(find: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]]) -> T:
    """What is there already under the key, or is made now. Errors: what make raises.

    Shape: looked for before all checks, for the second sending would find the time taken by the
    first.
    """
    if there := await find():
        return there
    try:
        return await make()
    except database.Violation:
        # Somebody sent the same at once; the first is there now.
        if there := await find():
            return there
        raise

"""Threads of the storage's own: when it is slow, passwords and mails go on."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_THREADS = ThreadPoolExecutor(8, "storage")


async def run(work: Callable[P, R], /, *args: P.args, **named: P.kwargs) -> R:
    """What blocks, beside the event loop."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, partial(work, *args, **named))

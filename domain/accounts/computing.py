"""Long computing beside the event loop: hashing a password, and guessing how hard it is.

Choice: each on threads of its own, so that nobody who logs in waits for somebody's new password.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Two at a time: each takes 64 MiB and all of a core, and guessing must not starve the pages.
HASHING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hashing")
# The estimator keeps what it is told of the person in a module variable, so one at a time.
ESTIMATING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="estimating")


async def on(
    threads: ThreadPoolExecutor, function: Callable[P, T], *args: P.args, **_: P.kwargs
) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, function, *args)

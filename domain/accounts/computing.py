"""Long computing beside the event loop: hashing a password, and guessing how hard it is."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Two at a time: each takes 64 MiB and all of a core, and guessing must not starve the pages.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")


async def in_thread(function: Callable[P, T], *args: P.args, **_: P.kwargs) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, function, *args)

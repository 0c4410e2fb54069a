"""A confined process: what reads files that somebody made has its bounds, and ends with who asks.

Rule: D3. Its own side is bounds.py.
"""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import DEVNULL
from typing import NamedTuple
from weakref import WeakKeyDictionary

from domain.documents.outcome import Outcome
from domain.storage import StorageAway

AT_ONCE = os.cpu_count() or 1
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class TooMuch(Exception):
    """It was ended by its bounds, or by itself."""


class Most(NamedTuple):
    """What it may take. Units: bytes of a file and of memory, seconds of a processor, and by the
    clock on the wall, on a machine that is busy.
    """

    file_bytes: int
    memory_bytes: int
    processor_seconds: int
    patience_seconds: float


def program(module: str) -> list[str]:
    """The command that starts it."""
    return [sys.executable, "-I", "-m", module]


async def run(program: Sequence[str], kind: str, source: Path, target: Path, most: Most) -> Outcome:
    """How it ends, of as many at once as there are cores.

    Errors: TooMuch, StorageAway. Shape: what it makes may be there after an error too.
    """
    said = [*program, kind, source, target, *most[:3]]
    places = _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with places, _started(*map(str, said)) as process:
        try:
            async with asyncio.timeout(most.patience_seconds):
                status = await process.wait()
        except TimeoutError:
            raise TooMuch from None
    if status == Outcome.UNWRITTEN:
        raise StorageAway("what was made of a file could not be written")
    try:
        return Outcome(status)
    except ValueError:
        raise TooMuch from None


@asynccontextmanager
async def _started(*said: str) -> AsyncIterator[Process]:
    """A process that ends with the block.

    Choice: it inherits nothing of our environment, in which the keys may stand.
    """
    process = await asyncio.create_subprocess_exec(
        *said, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, env={}
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()

"""Cleaning: has a picture made upright and freed by a process of its own (picture.py). Rule: D3."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import DEVNULL
from weakref import WeakKeyDictionary

from domain.documents.outcome import PIXELS_MOST, Outcome
from domain.errors import Invalid
from domain.storage import StorageAway

PROGRAM = [sys.executable, "-I", "-m", "domain.documents.picture"]
PATIENCE_SECONDS = 60.0
"""By the clock on the wall, on a machine that is busy."""
PROCESSOR_SECONDS = 30
MEMORY_BYTES = 1024 * 1024 * 1024
AT_ONCE = os.cpu_count() or 1
BECOMES = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "image/gif": "image/gif",
    "image/heic": "image/jpeg",
}
"""The kinds of pictures, and what each is when it is clean: few browsers show a HEIC."""
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class NoPicture(Invalid):
    """It is not whole, or not the picture that its first bytes say."""

    def __init__(self) -> None:
        super().__init__("files", "broken_picture")


class TooManyPixels(Invalid):
    """More than a picture may have."""

    def __init__(self) -> None:
        super().__init__("files", "too_many_pixels", most=PIXELS_MOST // 1_000_000)


class TooMuchWork(Invalid):
    """It would take more time, memory or room than a picture gets."""

    def __init__(self) -> None:
        super().__init__("files", "too_much_work")


_REFUSALS: dict[int, Callable[[], Invalid]] = {
    Outcome.BROKEN: NoPicture,
    Outcome.TOO_MANY_PIXELS: TooManyPixels,
    Outcome.TOO_LARGE: TooMuchWork,
}


async def clean(path: Path, kind: str, most_bytes: int) -> Path:
    """Where the clean one lies, beside what was sent. Shape: it may be there after an error too.

    Errors: NoPicture, TooManyPixels, TooMuchWork, StorageAway.
    """
    target = beside(path)
    said = [kind, path, target, most_bytes, MEMORY_BYTES, PROCESSOR_SECONDS]
    places = _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with places, _started(*map(str, said)) as process:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                status = await process.wait()
        except TimeoutError:
            raise TooMuchWork from None
    if status == Outcome.UNWRITTEN:
        raise StorageAway("a picture could not be written")
    if status != Outcome.CLEAN:
        raise _REFUSALS.get(status, TooMuchWork)()
    return target


def beside(path: Path) -> Path:
    return path.with_suffix(".clean")


@asynccontextmanager
async def _started(*said: str) -> AsyncIterator[Process]:
    """A process that ends with the block.

    Choice: it inherits nothing of our environment, in which the keys may stand.
    """
    process = await asyncio.create_subprocess_exec(
        *PROGRAM, *said, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, env={}
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()

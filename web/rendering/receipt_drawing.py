"""Has a receipt drawn by a program of its own (receipt_program.py). Rule: D5."""

import asyncio
import sys
from subprocess import DEVNULL, PIPE
from weakref import WeakKeyDictionary

import msgspec

from domain.agreements.receipt import NotDrawn, Receipt

AT_ONCE = 2
PATIENCE_SECONDS = 120.0
"""By the clock on the wall, on a machine that is busy."""
_PROGRAM = [sys.executable, "-I", "-m", "web.rendering.receipt_program"]
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def drawn(receipt: Receipt, language: str, time_zone: str) -> bytes:
    """The PDF, in one of our languages, its times in the reader's zone. Errors: NotDrawn.

    Choice: the program inherits nothing of our environment, in which the keys may stand.
    """
    places = _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    async with places:
        process = await asyncio.create_subprocess_exec(
            *_PROGRAM, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
        )
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                asked = msgspec.json.encode((receipt, language, time_zone))
                made, _ = await process.communicate(asked)
        except TimeoutError:
            raise NotDrawn from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        raise NotDrawn
    return made

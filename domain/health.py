"""Whether what Lernfaden stands on answers and its work is done: for `/health` and `doctor`."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from domain import clock, doubt, outbox, settings
from domain import database as databases
from domain import storage as storages
from domain.documents import preview

T = TypeVar("T")

PATIENCE_SECONDS = 3.0
"""Something that answers later than this cannot serve people either."""
LATE = timedelta(minutes=2)
"""So long nothing that is due waits for its worker: what failed is due again later, and what a
killed one held comes back sooner."""


class Unwell(Exception):
    """A part does not work; the text is a sentence for an operator and holds no secret.

    Shape: `word` is what anybody may know of it.
    """

    def __init__(self, sentence: str, word: str = "unwell") -> None:
        super().__init__(sentence)
        self.word = word


async def database() -> str:
    """Shape: in words what answers. Errors: Unwell."""
    await _answered(databases.rows("SELECT 1"))
    return "PostgreSQL" if databases.dialect() == "postgres" else "SQLite"


async def broker() -> str:
    """Shape: in words what carries jobs and live updates. Errors: Unwell."""
    url = settings.current().redis_url
    return await _redis(url) if url else "in the process"


async def storage() -> str:
    """Shape: in words where files are kept. Errors: Unwell."""
    folder = settings.current().data_dir
    try:
        await asyncio.to_thread(_write, folder)
    except OSError as error:
        raise Unwell(f"{folder} cannot be written: {_told(error)}.") from error
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await storages.current().check()
    except (storages.StorageAway, TimeoutError) as error:
        raise Unwell(f"The storage of files does not answer: {_told(error)}.") from error


async def work() -> str:
    """Shape: in words how the background work goes. Errors: Unwell, it is not done."""
    await _must_trust_the_clock()
    await _must_be_in_time()
    return "in time"


CHECKS: dict[str, Callable[[], Awaitable[str]]] = {
    "database": database,
    "broker": broker,
    "storage": storage,
    "work": work,
}


async def _redis(url: str) -> str:
    # Without Redis nobody waits at each start until its client is read.
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    client = Redis.from_url(
        url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS
    )
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        raise Unwell(f"Redis does not answer: {_told(error)}.") from error
    finally:
        await client.aclose()
    return "Redis"


async def _must_trust_the_clock() -> None:
    if doubted := await _answered(doubt.standing()):
        raise Unwell(
            f"The clock jumped by {doubted.jump}: completing, expiring, reminding and purging wait"
            f" until {doubted.until:%H:%M} UTC. Set it right, or say that it is: "
            "`lernfaden doctor --clock-is-right`.",
            "clock",
        )


async def _must_be_in_time() -> None:
    # Many previews at once take their time, and everything else goes on beside them.
    count, oldest = await _answered(outbox.overdue(but=preview.KIND))
    late = clock.now() - oldest if oldest else timedelta()
    if late > LATE:
        minutes = int(late.total_seconds() // 60)
        by = "serve" if settings.current().redis_url is None else "worker"
        raise Unwell(
            f"{count} pieces of work wait, the oldest for {minutes} minutes, so mails, pushes and "
            f"reminders do not go out: does `lernfaden {by}` run, and what does its log say?",
            "behind",
        )


async def _answered(asking: Awaitable[T]) -> T:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await asking
    except Exception as error:
        # Two drivers, each with a family of errors of its own, and all mean the same here.
        raise Unwell(f"The database does not answer: {_told(error)}.") from error


def _write(folder: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".health-", dir=folder)
    try:
        os.write(handle, b"well")
    finally:
        os.close(handle)
        Path(name).unlink()


def _told(error: BaseException) -> str:
    """An error in one line; drivers' messages name host and user, never the password."""
    if isinstance(error, TimeoutError):
        return f"nothing within {PATIENCE_SECONDS:.0f} seconds"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__

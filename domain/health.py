"""Whether the parts that Lernfaden stands on answer: for `/health` and `lernfaden doctor`."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain import database as databases
from domain import settings

PATIENCE_SECONDS = 3.0
"""Something that answers later than this cannot serve people either."""


class Unwell(Exception):
    """A part does not work; the text is a sentence for an operator and holds no secret."""


async def database() -> str:
    """Shape: in words what answers. Errors: Unwell."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await databases.rows("SELECT 1")
    except Exception as error:
        # Two drivers, each with a family of errors of its own, and all mean the same here.
        raise Unwell(f"The database does not answer: {_told(error)}.") from error
    return "PostgreSQL" if databases.dialect() == "postgres" else "SQLite"


async def broker() -> str:
    """Shape: in words what carries jobs and live updates. Errors: Unwell."""
    url = settings.current().redis_url
    if url is None:
        return "in the process"
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


async def storage() -> str:
    """Shape: in words where files are kept. Errors: Unwell."""
    folder = settings.current().data_dir
    try:
        await asyncio.to_thread(_write, folder)
    except OSError as error:
        raise Unwell(f"{folder} cannot be written: {_told(error)}.") from error
    return "files"


CHECKS: dict[str, Callable[[], Awaitable[str]]] = {
    "database": database,
    "broker": broker,
    "storage": storage,
}


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

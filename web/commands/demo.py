"""`lernfaden demo`: loads the demo world into an empty database."""

import asyncio
from argparse import ArgumentParser, Namespace

from domain import backup
from domain.accounts import account

from . import instance
from .failure import CommandError

GUARDIAN = "nadia@lernfaden.example"


def arguments(parser: ArgumentParser) -> None:
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Errors: CommandError when the database is not empty."""
    asyncio.run(_run(options))


async def _run(options: Namespace) -> None:
    async with instance.ready(options):
        if not await load_into_empty():
            raise CommandError("the database is not empty; the demo world needs one of its own.")


async def load_into_empty() -> bool:
    """Loads the world unless somebody has written here. Shape: whether it was loaded."""
    if not await backup.is_empty():
        return False
    from .demo_world import load

    await load()
    return True


async def is_loaded() -> bool:
    """Whether this database is the demo world's: by who is in it, now or since an earlier start."""
    return await account.proven(GUARDIAN) is not None

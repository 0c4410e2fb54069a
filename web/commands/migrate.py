"""`lernfaden migrate`: brings the database to the form that this release expects."""

import asyncio
from argparse import ArgumentParser, Namespace

from . import instance


def arguments(parser: ArgumentParser) -> None:
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Several may run at once: one migrates, the others wait."""
    asyncio.run(_run(options))


async def _run(options: Namespace) -> None:
    async with instance.opened(instance.configure(options)):
        if not await instance.migrate():
            print("The database is up to date.")

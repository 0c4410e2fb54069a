"""`lernfaden worker`: does the background work of an instance that uses Redis."""

import asyncio
import signal
import threading
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable

from domain.documents import incoming
from domain.settings import Settings
from workers import broker

from . import instance
from .failure import CommandError
from .processes import Group, end_with_group, lernfaden
from .progress import say

NEEDS_REDIS = (
    "without Redis, `lernfaden serve` does the background work itself; "
    "set LERNFADEN_REDIS_URL to share it among processes."
)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--processes", type=int, default=1, metavar="N", help="processes to keep (1)"
    )
    instance.data_argument(parser)
    parser.add_argument("--one-of-group", action="store_true", help=SUPPRESS)


def run(options: Namespace) -> None:
    """Returns after SIGTERM or Ctrl-C, when what was begun is done. Errors: CommandError."""
    chosen = instance.configure(options)
    if chosen.redis_url is None:
        raise CommandError(NEEDS_REDIS)
    if options.one_of_group:
        end_with_group()
        _work(chosen, lambda: None)
        return
    asyncio.run(_prepare(chosen))
    if options.processes > 1:
        say(f"Working with {options.processes} processes; Ctrl-C stops.")
        Group(options.processes, lernfaden("worker", "--one-of-group")).run()
    else:
        _work(chosen, lambda: say("Working; Ctrl-C stops."))


async def _prepare(chosen: Settings) -> None:
    incoming.clean()
    async with instance.opened(chosen):
        await instance.migrate()


def _work(chosen: Settings, on_begin: Callable[[], None]) -> None:
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    broker.setup(chosen)
    broker.start_embedded()
    on_begin()
    # Waiting in parts, as a signal's handler runs only between them on some systems.
    while not stopping.wait(1):
        pass
    broker.stop()

"""`lernfaden doctor`: checks what an instance stands on, and says in words what is wrong."""

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from domain import doubt, settings
from domain.health import Unwell

from . import instance
from .checkups import PARTS, storage_of
from .failure import CommandError

Check = Callable[[], Awaitable[str]]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--only",
        action="append",
        type=str.capitalize,
        choices=[*PARTS],
        help="checks this part, and others that are named so",
    )
    parser.add_argument(
        "--clock-is-right",
        action="store_true",
        help="after the clock jumped: what waits for somebody to look at it goes on",
    )
    parser.add_argument(
        "--every-file",
        action="store_true",
        help="reads all files of documents and agreements, and not only some, for damage",
    )
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Prints a line per part, also when an earlier one is unwell. Errors: CommandError at the
    end when any is."""
    instance.configure(options)
    if options.clock_is_right:
        asyncio.run(_trust_clock())
    parts = options.only or [*PARTS]
    ways: dict[str, Check] = {
        **PARTS,
        "Storage": partial(storage_of, every_file=options.every_file),
    }
    unwell = asyncio.run(_check({name: ways[name] for name in parts}))
    if unwell:
        raise CommandError(f"{unwell} of {len(parts)} parts need you; see above.")
    print("All is well.")


async def _trust_clock() -> None:
    async with instance.opened(settings.current()):
        await doubt.dismiss()


async def _check(parts: Mapping[str, Check]) -> int:
    unwell = 0
    for name, check in parts.items():
        try:
            print(f"✓ {name}: {await check()}")
        except Unwell as error:
            unwell += 1
            print(f"✗ {name}: {error}")
    return unwell

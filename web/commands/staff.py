"""`lernfaden staff`: who answers for the platform what people ask its support."""

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable

from domain.errors import Invalid
from domain.support import supporter

from . import instance
from .failure import CommandError

NAME = "Lernfaden Support"


def arguments(parser: ArgumentParser) -> None:
    does = parser.add_subparsers(dest="does", required=True, metavar="DOES")
    adding = does.add_parser("add", help="lets the owner of an address answer in the support")
    adding.add_argument("address", metavar="EMAIL")
    adding.add_argument("--name", default=NAME, help="what people read above the answers")
    removing = does.add_parser("remove", help="ends that at once")
    removing.add_argument("address", metavar="EMAIL")
    listing = does.add_parser("list", help="says who answers")
    for each in (adding, removing, listing):
        instance.data_argument(each)


def run(options: Namespace) -> None:
    """Errors: CommandError for what is no address, a child's, or nobody's."""
    asyncio.run(_run(options))


async def _run(options: Namespace) -> None:
    async with instance.ready(options):
        try:
            await _DOES[options.does](options)
        except Invalid as error:
            said = options.name if error.field == "name" else options.address
            raise CommandError(f"{said!r} is no {error.field} that can be used.") from error


async def _add(options: Namespace) -> None:
    try:
        is_new = await supporter.add(options.address, options.name)
    except supporter.OfAChild as error:
        raise CommandError(f"{options.address} is a child's login.") from error
    if is_new:
        print(f"{options.address} answers in the support; a login link comes by mail.")
    else:
        print(f"{options.address} answers already.")


async def _remove(options: Namespace) -> None:
    if not await supporter.remove(options.address):
        raise CommandError(f"{options.address} does not answer in the support.")
    print(f"{options.address} answers no more.")


async def _list(_: Namespace) -> None:
    for each in await supporter.every():
        print(f"{each.address}  {each.name}  since {each.since:%Y-%m-%d}")


_DOES: dict[str, Callable[[Namespace], Awaitable[None]]] = {
    "add": _add,
    "remove": _remove,
    "list": _list,
}

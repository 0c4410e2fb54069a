"""`lernfaden logout`: ends logins, after a phone was lost or something leaked."""

import asyncio
from argparse import ArgumentParser, Namespace

from domain.accounts import account, device_end
from domain.errors import Invalid

from . import instance
from .failure import CommandError


def arguments(parser: ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("address", nargs="?", help="e-mail address of the account")
    whose.add_argument("--everybody", action="store_true", help="all accounts there are")
    instance.data_argument(parser)


def run(options: Namespace) -> None:
    """Counts from the next request on. Errors: CommandError where nobody has the address."""
    asyncio.run(_run(options))


async def _run(options: Namespace) -> None:
    async with instance.ready(options):
        if options.everybody:
            await device_end.of_all()
            print("Everybody is logged out.")
        else:
            await _log_out(options.address)
            print(f"{options.address} is logged out everywhere.")


async def _log_out(address: str) -> None:
    try:
        owner = await account.owner_of(account.normalised(address))
    except Invalid:
        owner = None
    if owner is None:
        raise CommandError(f"nobody has the address {address}.")
    await device_end.of_others(owner.id, than=None)

"""`lernfaden serve`: serves the pages, and without Redis does the background work too.

Choice: with Redis, our own group of processes, each of which takes requests from the same sockets.
"""

import asyncio
import os
import socket
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

from domain import settings
from domain.settings import Settings

from . import demo, exclusive, instance, server
from .failure import CommandError
from .listening import listen
from .processes import Group, end_with_group, lernfaden
from .progress import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="localhost", help="address to serve on (localhost)")
    parser.add_argument("--port", type=int, default=8000, help="port to serve on (8000)")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="web processes; more than 1 need Redis"
    )
    parser.add_argument("--demo", action="store_true", help="load the demo world if it is empty")
    instance.data_argument(parser)
    # How a group starts one of its processes: file descriptors of sockets that are listening.
    parser.add_argument("--sockets", metavar="FD,FD", help=SUPPRESS)


def run(options: Namespace) -> None:
    """Returns after SIGTERM or Ctrl-C, when what was begun is done. Errors: CommandError."""
    if options.sockets:
        _serve_in_group(options)
        return
    sockets = listen(options.host, options.port)
    _say_where_by_default(sockets)
    chosen = _configured(options)
    # Without Redis nothing tells two of them apart or of each other's changes.
    alone = exclusive.held(chosen.data_dir) if chosen.redis_url is None else nullcontext()
    with alone:
        _serve(asyncio.run(_prepare(chosen)), sockets, options.workers)


def _serve(chosen: Settings, sockets: list[socket.socket], processes_count: int) -> None:
    if processes_count > 1:
        print(_greeting(chosen), flush=True)
        _serve_as_group(sockets, processes_count)
    else:
        server.serve(chosen, sockets, greeting=_greeting(chosen))


def _serve_in_group(options: Namespace) -> None:
    """As one of the processes that `_serve_as_group` starts."""
    end_with_group()
    given = [socket.socket(fileno=int(number)) for number in options.sockets.split(",")]
    server.serve(instance.configure(options), given)


def _configured(options: Namespace) -> Settings:
    if options.demo:
        os.environ["LERNFADEN_DEMO"] = "yes"
    chosen = instance.configure(options)
    if options.workers > 1 and chosen.redis_url is None:
        raise CommandError("several web processes need Redis; set LERNFADEN_REDIS_URL.")
    return chosen


def _say_where_by_default(sockets: Sequence[socket.socket]) -> None:
    """Links in mails name the port that is really served, unless the operator names an address."""
    port = sockets[0].getsockname()[1]
    os.environ.setdefault("LERNFADEN_BASE_URL", f"http://localhost:{port}")


async def _prepare(chosen: Settings) -> Settings:
    """Shape: the settings that hold, which may be fewer than those chosen."""
    if said := instance.openness(chosen.data_dir):
        say(f"Careful: {said}.")
    async with instance.opened(chosen):
        await instance.migrate()
        if chosen.demo and not await _is_demo():
            say("The database is not the demo's, so this is no demo; --data DIR takes another.")
            os.environ["LERNFADEN_DEMO"] = "no"
            return settings.use(replace(chosen, demo=False))
    return chosen


async def _is_demo() -> bool:
    """Where others have written it is none: their mails are not for everybody to read."""
    if await demo.load_into_empty():
        say("The demo world is loaded.")
    return await demo.is_loaded()


def _greeting(chosen: Settings) -> str:
    lines = [f"Lernfaden is at {chosen.base_url}  (Ctrl-C stops it)"]
    if chosen.demo:
        lines += [
            "Log in as nadia@ (guardian), mila@ (her child), jonas@ (their specialist), dora@",
            "(another family) or support@ (who helps them), each @lernfaden.example, with the",
            "password Faden-und-Knoten-26",
        ]
    elif not chosen.base_url.startswith("https:"):
        lines.append("Nobody is here yet? Open it and choose „Als Anbieter:in starten“.")
    return "\n".join(lines)


def _serve_as_group(sockets: Sequence[socket.socket], count: int) -> None:
    numbers = [s.fileno() for s in sockets]
    command = lernfaden("serve", "--sockets", ",".join(map(str, numbers)))
    Group(count, command, numbers).run()

"""`lernfaden …`: what can be done from the command line, one file per command.

Each file has `arguments(parser)` and `run(options)`; only the chosen one is imported, so that
`--help` is there at once and a short command does not load a server.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType

from domain.environment import SettingsError

from . import logs, pipe
from .failure import CommandError

COMMANDS = {
    "serve": "serves the pages; without Redis the background work too",
    "worker": "does the background work of several machines; needs Redis",
    "migrate": "brings the database to the form that this release expects",
    "demo": "loads the demo world into an empty database",
    "staff": "says who answers in the support: add, remove, list",
    "logout": "ends the logins of an account, or of everybody",
    "backup": "writes everything into one file",
    "restore": "reads everything back from such a file",
    "doctor": "checks database, broker, work, storage, mail and push, and says what is wrong",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Shape: returns the exit status: 0 done, 1 failed with one line on
    stderr, 2 not understood, 130 and 143 stopped by Ctrl-C and SIGTERM before it was done, 141
    nobody reads on."""
    with pipe.may_break():
        return _run(list(sys.argv[1:] if arguments is None else arguments))


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Understands `lernfaden COMMAND …`, with the options of the command that is given."""
    made = argparse.ArgumentParser(
        prog="lernfaden", description="Arrange learning sessions between families and educators."
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = next((word for word in given if word in COMMANDS), None)
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=f"{name.capitalize()} {does}.")
        if name == chosen:
            import_module(f"web.commands.{name}").arguments(command)
    return made


def _run(given: Sequence[str]) -> int:
    options = parser(given).parse_args(given)
    # Children's names and the instance's keys are no business of other users of the machine.
    os.umask(0o077)
    logs.begin()
    signal.signal(signal.SIGTERM, _stop)
    try:
        import_module(f"web.commands.{options.command}").run(options)
    except (CommandError, SettingsError) as error:
        print(f"lernfaden {options.command}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    # Raised where the program stands, so that transactions roll back and files are closed.
    raise SystemExit(128 + number)

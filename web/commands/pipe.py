"""Pipes: whoever reads what a command says may have had enough: `lernfaden doctor | head -1`."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

CUT_SHORT = 141
"""What a shell says of a program that SIGPIPE ended."""


@contextmanager
def may_break() -> Iterator[None]:
    """Ends what is inside without a word once nobody reads it any more.

    Choice: not by SIGPIPE, which would end a server too whose other side hung up.
    Errors: BrokenPipeError, some other pipe broke.
    """
    try:
        try:
            yield
        finally:
            # Here, for at the interpreter's end nobody could catch what breaks.
            sys.stdout.flush()
    except BrokenPipeError:
        if not _hush():
            raise
        raise SystemExit(CUT_SHORT) from None


def _hush() -> bool:
    """Leads what nobody reads any more to nowhere; whether there was any."""
    broken = [stream for stream in (sys.stdout, sys.stderr) if _is_broken(stream)]
    for stream in broken:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return bool(broken)


def _is_broken(stream: TextIO) -> bool:
    poll = select.poll()
    poll.register(stream, 0)
    return bool(poll.poll(0))

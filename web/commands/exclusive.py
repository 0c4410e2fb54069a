"""A data directory that one process has to itself: the embedded form shares nothing with others."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .failure import CommandError

LOCK = ".serving"
"""With a dot, as what is not for a backup."""


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Nobody else holds the directory until the block ends, or the process, however it does.

    Errors: CommandError, somebody does already or the directory cannot be written.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        number = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CommandError(f"{data_dir} cannot be written: {error.strerror}.") from error
    try:
        _take(number, data_dir)
        yield
    finally:
        os.close(number)


def _take(number: int, data_dir: Path) -> None:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CommandError(
            f"another Lernfaden serves from {data_dir}; stop it first, or name another directory "
            "with --data."
        ) from error

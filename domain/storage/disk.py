"""What this machine's disk says, in the storage's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.storage.store import StorageAway


@contextmanager
def told() -> Iterator[None]:
    """Errors: StorageAway, in place of what the system raises; it names no file."""
    try:
        yield
    except OSError as error:
        raise StorageAway(error.strerror or type(error).__name__) from error

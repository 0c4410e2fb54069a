"""What a command says when it cannot do what it was asked to do."""

from collections.abc import Iterator
from contextlib import contextmanager


class CommandError(Exception):
    """Ends a command; its text is the one line that is printed: what is wrong, what to do."""


@contextmanager
def said_as(what: str) -> Iterator[None]:
    """Turns whatever goes wrong inside into one sentence that begins with `what`.

    Choice: any error, for drivers and libraries each have families of their own, and damaged
    bytes bring out whatever their authors did not think of. Errors: CommandError.
    """
    try:
        yield
    except CommandError:
        raise
    except Exception as error:
        raise CommandError(f"{what}: {told(error)}.") from error


def told(error: BaseException) -> str:
    """An error in one line, without what could hold a password: the address is never part."""
    text = " ".join(str(error).split()).rstrip(".")
    return text or type(error).__name__

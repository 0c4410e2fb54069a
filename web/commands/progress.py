"""Shows how far a long command has come."""

import sys
import time

_BETWEEN_LINES_SECONDS = 0.1


class Progress:
    """A line on stderr that counts: rewritten on a terminal, only its last state elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._count = 0
        self._shown_at = 0.0
        self._is_terminal = sys.stderr.isatty()

    def advance(self, by: int = 1) -> None:
        """Counts on."""
        self._count += by
        if self._is_terminal and time.monotonic() - self._shown_at > _BETWEEN_LINES_SECONDS:
            self._shown_at = time.monotonic()
            sys.stderr.write(f"\r{self._what}: {self._count:,}")
            sys.stderr.flush()

    def done(self) -> None:
        """Leaves the final count on its line."""
        start = "\r" if self._is_terminal else ""
        sys.stderr.write(f"{start}{self._what}: {self._count:,}\n")


def say(line: str) -> None:
    """One line about what is being done; stdout stays for what was asked for."""
    print(line, file=sys.stderr, flush=True)

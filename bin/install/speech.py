"""What whoever waits is told."""

import sys


def say(line: str) -> None:
    # On a terminal the line may hold the count of Progress.
    clear = "\x1b[K" if sys.stderr.isatty() else ""
    print(f"{clear}{line}", file=sys.stderr, flush=True)


def version() -> str:
    """Of the Python that this is."""
    return ".".join(map(str, sys.version_info[:3]))

"""The seconds of processor that the parts of the scaled-out form have used. Source: proc(5)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PARTS = {
    "serve": "web",
    "worker": "workers",
    "postgres": "PostgreSQL",
    "redis-server": "Redis",
    "caddy": "Caddy",
}
"""By a word of the command."""


class _Process(NamedTuple):
    parent: int
    seconds: float
    words: list[str]


def used() -> dict[str, float]:
    """By part, of all that this process has started, directly or not."""
    every = dict(_processes())
    total = dict.fromkeys(PARTS.values(), 0.0)
    for number, process in every.items():
        part = next((PARTS[word] for word in process.words if word in PARTS), None)
        if part and _is_ours(number, every):
            total[part] += process.seconds
    return total


def since(before: dict[str, float]) -> dict[str, float]:
    """What was used after used() had given this."""
    return {part: seconds - before[part] for part, seconds in used().items()}


def of(process: int) -> float:
    """Seconds of one process, by its id."""
    return dict(_processes())[process].seconds


def _processes() -> Iterator[tuple[int, _Process]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name in brackets may hold anything.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            line = (folder / "cmdline").read_text()
        except OSError:
            continue  # it has ended meanwhile
        # Its own and those of its children that have ended, for PostgreSQL's come and go.
        seconds = sum(map(int, fields[11:15])) / TICKS_PER_SECOND
        # Some write their own title, such as `postgres: lernfaden …`.
        words = [Path(word).name for word in re.split("[\0: ]", line)]
        yield int(folder.name), _Process(int(fields[1]), seconds, words)


def _is_ours(number: int, every: dict[int, _Process]) -> bool:
    while number in every:
        if number == os.getpid():
            return True
        number = every[number].parent
    return False

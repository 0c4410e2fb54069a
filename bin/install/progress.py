"""How far installing has come."""

import re
import sys
from pathlib import Path

from bin.install.environment import Environment
from bin.install.speech import say

STEP = 20
"""Packages between two lines of progress where no terminal can count in place."""


class Progress:
    """Hears what pip says while it installs a lock, and tells the little of it that matters."""

    def __init__(self, environment: Environment, lock: Path) -> None:
        self._environment = environment
        self._wanted = set(re.findall(r"^([\w.-]+)(?:\[.*?\])?==", lock.read_text(), re.MULTILINE))
        self._seen: set[str] = set()
        self._is_told_of_silence = False

    def hear(self, line: str) -> None:
        if named := re.match(r"(?:Ignoring|Requirement already satisfied:) ([\w.-]+)", line):
            self._wanted.discard(named[1])
        elif named := re.match(r"(?:Collecting|Processing) .*\(line (\d+)\)", line):
            self._count(named[1])
        elif line.startswith("Installing collected packages"):
            self._environment.begin()
            say("Installing them ...")
        elif "connection broken" in line and not self._is_told_of_silence:
            self._is_told_of_silence = True
            say("The package index does not answer; trying again ...")

    def _count(self, number: str) -> None:
        """Each package stands in a line of the lock, and pip may say that line again."""
        if not self._seen:
            say("Fetching packages, once ...")
        if number in self._seen:
            return
        self._seen.add(number)
        done = f"  {len(self._seen)} of {len(self._wanted)}"
        if sys.stderr.isatty():
            print(f"\r{done}", end="\r", file=sys.stderr, flush=True)
        elif len(self._seen) % STEP == 0:
            say(done)

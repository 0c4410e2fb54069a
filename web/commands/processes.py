"""Keeps several processes of the same command running, and ends them together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import FrameType

from .failure import CommandError
from .progress import say

STOP_SECONDS = 40
"""How long a process may finish what it has begun: longer than a request or a delivery takes."""
QUICK_SECONDS = 5
QUICK_DEATHS = 5
"""So many deaths that soon after a start, one after the other, are not bad luck."""


def lernfaden(*arguments: str) -> list[str]:
    """What starts a command of ours in a process of its own."""
    return [sys.executable, "-m", "web.commands", *arguments]


def end_with_group() -> None:
    """Stops this process, one of a group, as SIGTERM would, once nobody is left to tell it so."""
    threading.Thread(target=_wait_for_end, name="group", daemon=True).start()


class Group:
    """Processes of one command; one that dies is replaced until the group is told to stop.

    Choice: each reads from a pipe of which only the group has the other end, so that it ends with
    a group that was killed, too; on every system, and without asking again and again.
    """

    def __init__(self, count: int, command: Sequence[str], sockets: Sequence[int] = ()) -> None:
        self._command = list(command)
        self._sockets = tuple(sockets)
        self._count = count
        self._life, self._held = os.pipe()
        self._stopping = threading.Event()
        self._running: dict[subprocess.Popen[bytes], float] = {}
        self._quick_deaths = 0

    def run(self) -> None:
        """Returns when SIGTERM or Ctrl-C came and the last process has ended.

        Errors: CommandError when the processes end as soon as they start.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            while not self._stopping.wait(0.2):
                self._bury()
                while len(self._running) < self._count:
                    self._start()
        finally:
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping.set()

    def _start(self) -> None:
        process = subprocess.Popen(self._command, stdin=self._life, pass_fds=self._sockets)
        self._running[process] = time.monotonic()

    def _bury(self) -> None:
        for process, started in list(self._running.items()):
            if process.poll() is None:
                continue
            del self._running[process]
            quick = time.monotonic() - started < QUICK_SECONDS
            self._quick_deaths = self._quick_deaths + 1 if quick else 0
            say(f"Process {process.pid} ended with status {process.returncode}; starting another.")
            if self._quick_deaths >= QUICK_DEATHS:
                raise CommandError("the processes end as soon as they start; see the lines above.")

    def _end(self) -> None:
        for process in self._running:
            process.terminate()
        patience = time.monotonic() + STOP_SECONDS
        for process in self._running:
            try:
                process.wait(max(0.1, patience - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)

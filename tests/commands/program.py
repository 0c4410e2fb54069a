"""Runs `lernfaden …` as a process of its own, configured by nothing but what a test says."""

import os
import select
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import LONGEST_SECONDS
from web.commands.processes import lernfaden


def environment(data: Path, **variables: str) -> dict[str, str]:
    """This machine's environment without its own instance of Lernfaden."""
    kept = {name: value for name, value in os.environ.items() if "LERNFADEN" not in name}
    given = {f"LERNFADEN_{name.upper()}": value for name, value in variables.items()}
    return {**kept, "LERNFADEN_DATA_DIR": str(data), **given}


def run(data: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    return subprocess.run(
        lernfaden(*words),
        env=environment(data, **variables),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


def succeed(data: Path, *words: str, **variables: str) -> str:
    """Runs a command that has to succeed; returns what it printed."""
    done = run(data, *words, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(
    data: Path, *words: str, within: Sequence[str] = (), **variables: str
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server on a free port, with its address; stopped at the end if it still runs.

    Shape: within is a command that becomes the one that it is given, such as `env`.
    """
    process = subprocess.Popen(
        [*within, *lernfaden("serve", "--port", "0", *words)],
        env=environment(data, **variables),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = first_line(process)
        yield process, line.split()[3]
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(LONGEST_SECONDS)


def first_line(process: "subprocess.Popen[str]") -> str:
    """What a process says first: `Lernfaden is at ADDRESS …`."""
    assert process.stdout is not None
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if select.select([process.stdout], [], [], 0.1)[0]:
            return process.stdout.readline()
    raise AssertionError(f"the server did not start; status {process.returncode}")

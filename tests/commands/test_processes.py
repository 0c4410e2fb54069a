"""A group of processes keeps its number, and ends together."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import redis

from tests.commands.program import environment, serving
from tests.waiting import LONGEST_SECONDS, eventually
from web.commands.processes import lernfaden

CHILD = """
import os, signal, sys
from pathlib import Path
here = Path(sys.argv[1], str(os.getpid()))
def stop(*_):
    here.rename(here.with_suffix(".ended"))
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
here.touch()
while True:
    signal.pause()
"""
PARENT = """
import sys
from web.commands import processes
processes.Group(2, [sys.executable, "-c", *sys.argv[1:]]).run()
"""


def running(folder: Path) -> list[int]:
    """Process ids of the children that have started and not ended by themselves."""
    return [int(path.name) for path in folder.iterdir() if path.suffix == ""]


def test_a_process_that_dies_is_replaced_and_sigterm_ends_all(tmp_path: Path) -> None:
    group = subprocess.Popen([sys.executable, "-c", PARENT, CHILD, str(tmp_path)])
    eventually(lambda: len(running(tmp_path)) == 2)
    victim = running(tmp_path)[0]
    os.kill(victim, signal.SIGKILL)
    eventually(lambda: len(running(tmp_path)) == 3)
    group.terminate()
    assert group.wait(LONGEST_SECONDS) == 0
    assert running(tmp_path) == [victim]


def test_processes_that_end_at_once_end_the_group_with_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PARENT, "raise SystemExit(3)"],
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode != 0
    assert "the processes end as soon as they start" in done.stderr


def test_a_killed_group_leaves_nobody_on_the_port(tmp_path: Path, redis_url: str) -> None:
    with serving(tmp_path, "--workers", "2", redis_url=redis_url) as (group, address):
        urlopen(f"{address}/health", timeout=LONGEST_SECONDS).close()
        group.kill()
        group.wait(LONGEST_SECONDS)
        eventually(lambda: is_free(urlsplit(address).port or 0))


def test_a_killed_group_of_workers_leaves_none(tmp_path: Path, redis_url: str) -> None:
    with closing(redis.Redis.from_url(redis_url)) as client:
        group = subprocess.Popen(
            lernfaden("worker", "--processes", "2"), env=environment(tmp_path, redis_url=redis_url)
        )
        eventually(lambda: len(client.client_list()) > 1)
        group.kill()
        group.wait(LONGEST_SECONDS)
        eventually(lambda: len(client.client_list()) == 1)


def is_free(port: int) -> bool:
    with suppress(OSError), socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        probe.listen()
        return True
    return False

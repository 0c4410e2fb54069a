"""Devices that listen, in a process of their own.

    python -m tests.bench.ears

Shape: reads lines of JSON and answers each with one: `{"port", "tokens", "each"}` opens so many
streams for each token and says how many are open; `{"wait": N}` says that it waits, and once N
streams have been told of a message, when each was, as nanoseconds since 1970.

Choice: plain sockets in one loop, whose arrivals the kernel stamps (SO_TIMESTAMPNS): what it costs
to be a thousand devices delays no stamp, but by the processor that it takes from others.
"""

import json
import resource
import select
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.source import ROOT

_STAMPED = 35
"""SO_TIMESTAMPNS, which Python does not name. Source: socket(7)."""
_STAMP = struct.Struct("qq")
AT_ONCE = 32
LONGEST_SECONDS = 30.0
MOST_AT_ONCE = 1_000


class Ears:
    """Every open stream of this process."""

    def __init__(self) -> None:
        self._streams: dict[int, socket.socket] = {}
        self._poll = select.epoll()

    def open(self, port: int, tokens: list[str], each: int) -> int:
        wanted = [token for token in tokens for _ in range(each)]
        for first in range(0, len(wanted), AT_ONCE):
            opened = [_asked(port, token) for token in wanted[first : first + AT_ONCE]]
            for stream in opened:
                _begun(stream)
                stream.setblocking(False)
                self._streams[stream.fileno()] = stream
                self._poll.register(stream, select.EPOLLIN)
        return len(self._streams)

    def forget(self) -> None:
        """What came until now."""
        while any(True for _ in self._come(0)):
            pass

    def told(self, count: int) -> list[int]:
        """When each of so many was told first; fewer when it takes too long."""
        at: dict[int, int] = {}
        until = time.monotonic() + LONGEST_SECONDS
        while len(at) < count and (left := until - time.monotonic()) > 0:
            for stream, body, stamp in self._come(left):
                if b"message" in body:
                    at.setdefault(stream, stamp)
        return [*at.values()]

    def _come(self, seconds: float) -> Iterator[tuple[int, bytes, int]]:
        for number, _ in self._poll.poll(seconds, MOST_AT_ONCE):
            body, beside, _, _ = self._streams[number].recvmsg(4096, 64)
            if not body:
                sys.exit("a stream ended")
            ((_, _, stamp),) = beside
            seconds_, nanoseconds = _STAMP.unpack(stamp)
            yield number, body, seconds_ * 1_000_000_000 + nanoseconds


def _asked(port: int, token: str) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.SOL_SOCKET, _STAMPED, 1)
    made.sendall(
        f"GET /notifications/stream HTTP/1.1\r\nhost: localhost:{port}\r\n"
        f"cookie: device={token}\r\naccept: text/event-stream\r\n\r\n".encode()
    )
    return made


def _begun(stream: socket.socket) -> None:
    """Waits for the first that every stream says. Errors: SystemExit when it is refused."""
    head = b""
    while b"retry:" not in head:
        more = stream.recv(4096)
        head += more
        if not more or not head.startswith(b"HTTP/1.1 200"):
            sys.exit(f"no stream: {head[:40]!r}")


class Tell:
    """What they are told, and say."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(self, **what: Any) -> Any:
        assert self._process.stdin is not None
        print(json.dumps(what), file=self._process.stdin, flush=True)
        return self.answer()

    def answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@contextmanager
def running() -> Iterator[Tell]:
    """The other process, which has no stream yet."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.ears"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Tell(process)
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    ears = Ears()
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" not in asked:
            _say(ears.open(**asked))
            continue
        ears.forget()
        _say("waiting")
        _say(ears.told(asked["wait"]))


def _say(what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()

"""Throw-away PostgreSQL and Redis for one run of the tests, on free ports of this machine."""

import atexit
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

STARTUP_SECONDS = 60.0
STOP_SECONDS = 10.0
PORTS = range(15_000, 32_000)
DEBIAN = "/usr/lib/postgresql"
POSTGRES_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "lc_messages": "C",
}


class Missing(Exception):
    """A server that is not installed here; the sentence says what to install."""


def postgres_program(name: str) -> str | None:
    """Where Debian keeps it, or the PATH."""
    beside = Path(DEBIAN).glob(f"*/bin/{name}")
    newest = max(beside, key=lambda path: float(path.parts[-3]), default=None)
    return str(newest) if newest else shutil.which(name)


def missing() -> list[str]:
    """What cannot be tested here, a sentence each."""
    sentences = []
    if not (postgres_program("initdb") and postgres_program("postgres")):
        sentences.append("PostgreSQL is missing: what needs it runs on SQLite only.")
    if not shutil.which("redis-server"):
        sentences.append("Redis is missing: what needs it is left out.")
    return sentences


class Server:
    """One process that is stopped by its own id; started again it keeps port and files."""

    def __init__(self, command: list[str], port: int, folder: Path, user: str | None) -> None:
        self.port = port
        self._command = command
        self._folder = folder
        self._user = user

    def start(self) -> None:
        """Errors: RuntimeError with the server's last words."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                start_new_session=True,
            )
        wait(self._answers, lambda: (self._folder / "log").read_text(errors="replace")[-2000:])

    def hang(self) -> None:
        """It takes connections and answers nothing, until it is told to go on."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        return is_listening(self.port, self._process)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A new cluster. Shape: the address of its database `postgres`, as its superuser."""
    with postgres_server() as (_, url):
        yield url


@contextlib.contextmanager
def postgres_server() -> Iterator[tuple[Server, str]]:
    """A new cluster that can be stopped and started, with its address."""
    initdb, program = postgres_program("initdb"), postgres_program("postgres")
    if not (initdb and program):
        raise Missing("PostgreSQL is missing; on Debian: apt-get install postgresql")
    with _folder("postgres") as folder:
        user = _unprivileged("postgres", folder)
        data = folder / "data"
        options = ["-U", "lernfaden", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        made = subprocess.run(
            [initdb, "-D", str(data), *options],
            **({"user": user, "group": user, "extra_groups": []} if user else {}),  # type: ignore[call-overload]
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr}")
        settings = [part for pair in POSTGRES_SETTINGS.items() for part in ("-c", "=".join(pair))]
        port = free_port()
        command = [program, "-D", str(data), "-p", str(port), *settings]
        with _running(Server(command, port, folder, user)) as server:
            wait(lambda: _takes_queries(port), lambda: (folder / "log").read_text()[-2000:])
            yield server, f"postgres://lernfaden@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def redis() -> Iterator[Server]:
    """A Redis that keeps nothing."""
    if not (program := shutil.which("redis-server")):
        raise Missing("Redis is missing; on Debian: apt-get install redis-server")
    with _folder("redis") as folder:
        port = free_port()
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"]
        with _running(Server([program, "--port", str(port), *options], port, folder, None)) as it:
            yield it


def is_listening(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Errors: RuntimeError when it has ended."""
    if process.poll() is not None:
        raise RuntimeError("it has stopped")
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def free_port() -> int:
    """One below those that the system lends to whoever connects, so that it stays free until it
    is used, and again when its server is started again; by chance, as others look too."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextlib.contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    atexit.register(server.stop)
    try:
        yield server
    finally:
        atexit.unregister(server.stop)
        server.stop()


@contextlib.contextmanager
def _folder(kind: str) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix=f"lernfaden-{kind}-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _unprivileged(user: str, folder: Path) -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, user, user)
    return user


def _takes_queries(port: int) -> bool:
    """It listens before it is ready; then it still answers a start with an error (E)."""
    parameters = b"user\0lernfaden\0database\0postgres\0\0"
    start = (8 + len(parameters)).to_bytes(4) + (196608).to_bytes(4) + parameters
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as link:
        link.sendall(start)
        return link.recv(1) == b"R"
    return False


def wait(is_ready: Callable[[], bool], last_words: Callable[[], str]) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline:
        try:
            if is_ready():
                return
        except RuntimeError:
            break
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start:\n{last_words()}")

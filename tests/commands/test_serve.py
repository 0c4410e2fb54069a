"""The server as an operator starts and stops it."""

import json
import signal
import socket
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.commands.program import environment, run, serving, succeed
from tests.conftest import new_postgres
from tests.waiting import LONGEST_SECONDS, eventually
from web.commands.processes import lernfaden


def is_well(address: str) -> bool:
    """Whether the process that answers says so of itself.

    Choice: one that is not well is asked again, for on a busy machine a part that works may take
    longer to say so than an operator should wait.
    """
    with suppress(HTTPError), urlopen(f"{address}/health", timeout=LONGEST_SECONDS) as answer:
        return bool(json.load(answer)["status"] == "ok")
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_an_empty_instance_and_stops_cleanly(tmp_path: Path, number: int) -> None:
    with serving(tmp_path) as (process, address):
        eventually(lambda: is_well(address))
        process.send_signal(number)
        assert process.wait(LONGEST_SECONDS) == 0


def test_it_answers_head_like_get_without_a_body(tmp_path: Path) -> None:
    """The server itself, which tests of handlers leave out, minds what the application does."""
    with serving(tmp_path) as (_, address):
        for path in ("/health", "/", "/offline"):
            with urlopen(Request(address + path, method="HEAD"), timeout=LONGEST_SECONDS) as answer:
                assert answer.status == 200
                assert int(answer.headers["content-length"]) > 0
                assert answer.read() == b""


def test_the_demo_is_loaded_once_and_says_how_to_log_in(tmp_path: Path) -> None:
    for _ in range(2):
        with serving(tmp_path, "--demo") as (process, address):
            eventually(lambda: is_well(address))
            process.terminate()
            assert process.stdout is not None
            assert "nadia@" in process.stdout.read()
    assert run(tmp_path, "demo").returncode == 1


def test_what_people_have_written_is_no_demo(tmp_path: Path) -> None:
    """Neither logins that do not exist are said, nor are their mails for everybody to read."""
    succeed(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "lernfaden.sqlite")) as opened, opened:
        opened.execute("INSERT INTO families VALUES ('1', 'Kaya', '2026-11-22')")
    for words, variables in (("--demo",), {}), ((), {"demo": "yes"}):
        with serving(tmp_path, *words, **variables) as (process, address):
            with pytest.raises(HTTPError, match="404"):
                urlopen(f"{address}/mails", timeout=LONGEST_SECONDS)
            process.terminate()
            assert process.stdout is not None
            assert "nadia@" not in process.stdout.read()


def test_several_processes_without_redis_are_refused_in_one_line(tmp_path: Path) -> None:
    refused = run(tmp_path, "serve", "--port", "0", "--workers", "2")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "LERNFADEN_REDIS_URL" in refused.stderr
    refused = run(tmp_path, "worker")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_other_users_of_the_machine_read_nothing_of_what_it_writes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    within = ["sh", "-c", 'umask 022 && exec "$@"', "sh"]
    with serving(data, "--demo", within=within) as (_, address):
        urlopen(f"{address}/", timeout=LONGEST_SECONDS).close()
        written = [data, *data.rglob("*")]
    assert len(written) > 3
    assert [path for path in written if path.exists() and path.stat().st_mode & 0o077] == []


def test_a_data_directory_that_is_open_to_others_is_told(tmp_path: Path) -> None:
    succeed(tmp_path, "migrate")
    assert "✓ Storage" in succeed(tmp_path, "doctor")
    tmp_path.chmod(0o755)
    told = run(tmp_path, "doctor")
    assert told.returncode == 1
    assert f"✗ Storage: other users of this machine may look into {tmp_path}: chmod" in told.stdout


def test_a_second_server_on_the_same_data_directory_is_refused_in_one_line(tmp_path: Path) -> None:
    with serving(tmp_path) as (first, address):
        second = run(tmp_path, "serve", "--port", "0")
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert f"another Lernfaden serves from {tmp_path}" in second.stderr
        eventually(lambda: is_well(address))
        first.kill()
        first.wait(LONGEST_SECONDS)
    with serving(tmp_path) as (_, address):
        eventually(lambda: is_well(address))


def test_servers_that_redis_connects_share_a_data_directory(tmp_path: Path, redis_url: str) -> None:
    with (
        serving(tmp_path, redis_url=redis_url) as (_, one),
        serving(tmp_path, redis_url=redis_url) as (_, other),
    ):
        eventually(lambda: is_well(one) and is_well(other))


def test_what_others_break_off_or_garble_is_not_logged(tmp_path: Path) -> None:
    log = tmp_path / "log"
    within = ["sh", "-c", f'exec "$@" 2>{log}', "sh"]
    head = b"POST /login HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n"
    form = b"content-type: application/x-www-form-urlencoded\r\n"
    with serving(tmp_path / "data", within=within) as (process, address):
        started = log.read_text()
        at = ("127.0.0.1", urlsplit(address).port or 0)
        for length in (b"content-length: 100\r\n\r\n", b"transfer-encoding: chunked\r\n\r\n2\r\n"):
            with socket.create_connection(at, LONGEST_SECONDS) as link:
                link.sendall(head + form + b"expect: 100-continue\r\n" + length)
                # Somebody reads the body by now.
                assert b"100" in link.recv(100)
        with socket.create_connection(at, LONGEST_SECONDS) as link:
            link.sendall(b"no HTTP\r\n\r\n")
            assert b" 400 " in link.recv(100)
        process.terminate()
        assert process.wait(LONGEST_SECONDS) == 0
    assert log.read_text() == started


@pytest.fixture
async def served_url(postgres_url: str) -> str:
    """An empty database, not migrated."""
    return await new_postgres(postgres_url, "served")


def test_several_processes_serve_and_work_with_postgresql_and_redis(
    tmp_path: Path, served_url: str, redis_url: str
) -> None:
    variables = {"database_url": served_url, "redis_url": redis_url}
    with serving(tmp_path, "--workers", "2", **variables) as (process, address):
        eventually(lambda: is_well(address))
        worker = subprocess.Popen(
            lernfaden("worker"),
            env=environment(tmp_path, **variables),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert worker.stderr is not None
        assert "Working; Ctrl-C stops.\n" in iter(worker.stderr.readline, "")
        worker.terminate()
        worker.communicate(timeout=LONGEST_SECONDS)
        assert worker.returncode == 0
        process.terminate()
        assert process.wait(LONGEST_SECONDS) == 0


def test_the_doctor_finds_a_new_instance_well_and_a_broken_one_not(tmp_path: Path) -> None:
    succeed(tmp_path, "migrate")
    assert "All is well." in succeed(tmp_path, "doctor")
    broken = run(
        tmp_path,
        "doctor",
        redis_url="redis://127.0.0.1:1/0",
        smtp_url="smtp://127.0.0.1:1",
        base_url="http://lernen.example.org",
    )
    assert broken.returncode == 1
    assert [line.split(":")[0] for line in broken.stdout.splitlines() if line[0] == "✗"] == [
        "✗ Broker",
        "✗ Mail",
        "✗ Address",
    ]
    assert broken.stderr.count("\n") == 1

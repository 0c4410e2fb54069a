"""The scaled-out form on one machine, without containers: PostgreSQL, Redis, two web and two worker
processes, and Caddy with TLS in front, which is told what compose.yaml tells it. Files lie in one
folder that all of them share; what an S3 does is a test of the store.

bin/topology starts it and says where it is, until Ctrl-C.
"""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests import certificate, servers
from tests.certificate import HOST, Certificate
from tests.commands import program
from tests.source import ROOT
from tests.waiting import LONGEST_SECONDS
from web.commands.processes import lernfaden

WEB_COUNT = WORKER_COUNT = 2


@dataclass(frozen=True)
class Topology:
    address: str
    database_url: str
    data: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


def is_installed() -> bool:
    return not servers.missing() and shutil.which("caddy") is not None


@contextmanager
def running(
    folder: Path, *words: str, shown: Certificate | None = None, **variables: str
) -> Iterator[Topology]:
    """Everything, until the block ends.

    Shape: words go to each web process, variables to all; shown is the certificate, a new one if
    none is named.
    """
    data, port = folder / "data", servers.free_port()
    address = f"https://{HOST}:{port}"
    with ExitStack() as stack:
        chosen = {
            "base_url": address,
            "database_url": stack.enter_context(servers.postgres()),
            "redis_url": f"redis://127.0.0.1:{stack.enter_context(servers.redis()).port}/0",
            "trusted_proxies": "127.0.0.1",
            **variables,
        }
        webs = [servers.free_port() for _ in range(WEB_COUNT)]
        for each in webs:
            command = ("serve", "--host", "127.0.0.1", "--port", str(each), *words)
            program.first_line(stack.enter_context(process(lernfaden(*command), data, chosen)))
        for _ in range(WORKER_COUNT):
            stack.enter_context(process(lernfaden("worker"), data, chosen))
        caddyfile = folder / "Caddyfile"
        caddyfile.write_text(_caddyfile(port, webs, shown or certificate.make(folder)))
        command = ("caddy", "run", "--adapter", "caddyfile", "--config", str(caddyfile))
        home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        stack.enter_context(_caddy(list(command), home, port))
        yield Topology(address, chosen["database_url"], data)


@contextmanager
def process(
    command: list[str], data: Path, variables: dict[str, str]
) -> Iterator["subprocess.Popen[str]"]:
    """Ends by SIGTERM, as a container does. Errors: AssertionError if it does not end well."""
    environment = program.environment(data, **variables)
    started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield started
    finally:
        started.terminate()
        status = started.wait(LONGEST_SECONDS)
    assert status == 0, command


@contextmanager
def _caddy(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    log = Path(environment["HOME"], "caddy.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env={"PATH": "/usr/bin:/bin", **environment}, stdout=out, stderr=out
        )
    try:
        servers.wait(lambda: servers.is_listening(port, process), log.read_text)
        yield
    finally:
        process.terminate()
        process.wait(LONGEST_SECONDS)


def _caddyfile(port: int, webs: list[int], shown: Certificate) -> str:
    """What compose.yaml gives the proxy, for this machine's ports and certificate."""
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text())
    site: str = composed["configs"]["caddyfile"]["content"]
    upstreams = " ".join(f"127.0.0.1:{each}" for each in webs)
    tls = f"tls {shown.path} {shown.key_path}"
    site = site.replace("{$$LERNFADEN_HOST} {", f"https://{HOST}:{port} {{\n    {tls}")
    site = re.sub(r"reverse_proxy \S+", f"reverse_proxy {upstreams}", site)
    return f"{{\n    admin off\n    grace_period 3s\n    auto_https disable_redirects\n}}\n{site}"


def main() -> None:
    parser = ArgumentParser(prog="bin/topology", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="with the demo world")
    options = parser.parse_args()
    if not is_installed():
        sys.exit("PostgreSQL, Redis and Caddy are needed: on Debian bin/test installs them.")
    with tempfile.TemporaryDirectory(prefix="lernfaden-topology-") as folder:
        words = ["--demo"] if options.demo else []
        with running(Path(folder), *words) as here:
            print(f"Lernfaden is at {here.address}  (Ctrl-C stops it)")
            print(f"Its mails are in {here.data / 'mail'}", flush=True)
            signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    main()

"""A small checkout with our real commands, and a package index on the loopback address.

What it installs is made here: two packages of the lock, and a `lernfaden` that only answers.
"""

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from asyncio import to_thread
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web

from tests.loopback import serving
from tests.source import ROOT
from tests.waiting import LONGEST_SECONDS

PACKAGES = ("needle", "thread")
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import pathlib, time, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    here = pathlib.Path(__file__).parent
    while (here / "hold").exists():
        (here / "building").touch()
        time.sleep(0.01)
    name = "lernfaden-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("answer.py", "def main(): print('served')")
        info = "lernfaden-1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: lernfaden\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(info + "entry_points.txt", "[console_scripts]\\nlernfaden = answer:main\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""


class Index:
    """Serves the packages, and can be told to keep whoever asks waiting."""

    def __init__(self) -> None:
        self.origin = ""
        self.is_asked = threading.Event()
        self.answers = threading.Event()
        self.answers.set()

    async def page(self, request: web.Request) -> web.Response:
        names = [f"{request.match_info['package']}-{number}-py3-none-any.whl" for number in (1, 2)]
        links = [f'<a href="/files/{name}">{name}</a>' for name in names]
        return web.Response(text="".join(links), content_type="text/html")

    async def file(self, request: web.Request) -> web.Response:
        self.is_asked.set()
        await to_thread(self.answers.wait, LONGEST_SECONDS)
        package, version = request.match_info["file"].split("-")[:2]
        return web.Response(body=wheel(package, version))


@contextmanager
def index() -> Iterator[Index]:
    made = Index()
    routes = [web.get("/simple/{package}/", made.page), web.get("/files/{file}", made.file)]
    with serving(*routes) as origin:
        made.origin = origin
        yield made
        made.answers.set()


class Checkout:
    """Shape: `index_url` is where its pip looks, and nowhere else."""

    def __init__(self, root: Path, index_url: str) -> None:
        self.root, self.index_url = root, index_url
        shutil.copytree(ROOT / "bin", root / "bin", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "pyproject.toml").write_text(PROJECT)
        (root / "backend.py").write_text(BACKEND)
        self.lock()

    def lock(self, version: str = "1", *, digest: str = "") -> None:
        """Writes the lock, with another hash than the files have where one is given."""
        lines = [
            f"{name}=={version} --hash=sha256:"
            + (digest or hashlib.sha256(wheel(name, version)).hexdigest())
            for name in PACKAGES
        ]
        (self.root / "requirements.txt").write_text("\n".join(lines) + "\n")

    def start(self, *before: str, **variables: str) -> "subprocess.Popen[str]":
        """`bin/run`, leader of a group of processes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        ours = {
            "PYTHON": sys.executable,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": self.index_url,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_RETRIES": "0",
        }
        return subprocess.Popen(
            [*before, str(self.root / "bin/run")],
            env={**kept, **ours, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *before: str, **variables: str) -> tuple[int, list[str], str]:
        """To its end. Shape: status, what it told meanwhile, what it answered."""
        return end(self.start(*before, **variables))


def end(process: "subprocess.Popen[str]", number: int = 0) -> tuple[int, list[str], str]:
    """Waits for a start to end, after a signal to all of it if one is named."""
    if number:
        os.killpg(process.pid, signal.Signals(number))
    answered, told = process.communicate(timeout=LONGEST_SECONDS)
    return process.returncode, told.splitlines(), answered


def wheel(package: str, version: str) -> bytes:
    """The same bytes each time, for a hash."""
    file, info = io.BytesIO(), f"{package}-{version}.dist-info/"
    with zipfile.ZipFile(file, "w") as made:
        for name, text in (
            (f"{package}.py", ""),
            (f"{info}METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"),
            (f"{info}WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n"),
            (f"{info}RECORD", ""),
        ):
            made.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()

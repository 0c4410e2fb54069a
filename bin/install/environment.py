"""The folder .venv of a checkout, and the programs that change it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bin.install.speech import say, version


class Failed(Exception):
    """A program that did not do its work. Shape: the whole of what it said."""


class Environment:
    """The folder .venv of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin/python"
        self._mark = self.folder / "unfinished"
        self.log = self.folder / "install.log"

    def is_usable(self) -> bool:
        """Whether it is whole, runs, and was made for this place: scripts name it by its path."""
        stamps = [path.read_text() for path in self.folder.glob("installed-*")]
        if self._mark.exists() or any(not text.startswith(f"{self.root}\n") for text in stamps):
            return False
        return self.python.exists() and _succeeds([self.python, "-m", "pip", "--version"])

    def make(self) -> None:
        """Errors: Failed, OSError."""
        say(f"Making .venv with Python {version()} ...")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        self.begin()
        self.run([sys.executable, "-m", "venv", self.folder], lambda line: None)

    def begin(self) -> None:
        """From here on, until `finish`, it is not whole."""
        self._mark.touch()

    def finish(self) -> None:
        self._mark.unlink(missing_ok=True)

    def pip(self, *words: str | Path, hear: Callable[[str], None]) -> None:
        """Errors: Failed."""
        options = ["--disable-pip-version-check", "--no-input", "--no-color"]
        pip: list[str | Path] = [self.python, "-m", "pip", *options, "install"]
        self.run([*pip, "--progress-bar", "off", *words], hear)

    def run(self, command: list[str | Path], hear: Callable[[str], None]) -> None:
        """Runs a program, with each line of what it says heard, and kept in a file."""
        said = []
        with self.log.open("a") as log, _started(command) as process:
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    said.append(line)
                    hear(line)
                    log.write(line)
            except BaseException:
                process.terminate()
                raise
        if process.returncode:
            raise Failed("".join(said))


def _started(command: list[str | Path]) -> "subprocess.Popen[str]":
    # We count pip's own lines, so no setting of the user's makes it quiet or install elsewhere.
    variables = {**os.environ, "PIP_QUIET": "0", "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=variables,
    )


def _succeeds(command: list[str | Path]) -> bool:
    return not subprocess.run(command, capture_output=True, check=False).returncode

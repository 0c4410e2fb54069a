"""Makes .venv hold exactly what a lock says, and tells whoever waits what it does.

    python bin/install.py ROOT requirements.txt

bin/environment starts it with a Python of the machine, so it imports the standard library only.
pip fetches everything before it changes anything: while it fetches, an environment that works
stays one. From then on a mark says that it is not whole, and the start that finds one, after a
kill or a full disk, makes the environment anew.
"""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

STEP = 20
"""Packages between two lines of progress where no terminal can count in place."""

CAUSES = (
    (
        r"No space left on device|Disk quota exceeded",
        "The disk is full: make room, about 500 MB, and start again.",
    ),
    (
        r"Permission denied|Read-only file system|Operation not permitted",
        "This user may not write in {root}: start as its owner, or give it the right.",
    ),
    (
        r"certificate verify failed",
        "The package index's certificate is not trusted here: name its authority in PIP_CERT, "
        "and start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "The package index gave another file than the lock names: start again with "
        "PIP_NO_CACHE_DIR=1, and if it stays so, do not trust this index.",
    ),
    (
        r"connection broken|NewConnectionError|Connection(?:Reset|Timeout)?Error|timed out"
        r"|from versions: none",
        "The package index does not answer: check the network (HTTPS_PROXY behind a proxy, "
        "PIP_INDEX_URL for an index of your own), and start again.",
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "The package index has no {package} for Python {version}: name another Python, as in "
        "PYTHON=python3.12, and start again.",
    ),
    (
        r"Failed (?:to build|building wheel for) '?(?P<package>[\w.-]+)",
        "{package} is not ready-made for Python {version} on this machine and could not be "
        "built: name another Python, as in PYTHON=python3.12, or install a C compiler.",
    ),
)
"""What pip says, and what whoever started us can do; the first that fits."""


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
        say(f"Making .venv with Python {_version()} ...")
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
        # We count pip's own lines, so no setting of the user's makes it quiet or install elsewhere.
        variables = {**os.environ, "PIP_QUIET": "0", "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
        said = []
        with (
            self.log.open("a") as log,
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                env=variables,
            ) as process,
        ):
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


class Progress:
    """Hears what pip says while it installs a lock, and tells the little of it that matters."""

    def __init__(self, environment: Environment, lock: Path) -> None:
        self._environment = environment
        self._wanted = set(re.findall(r"^([\w.-]+)(?:\[.*?\])?==", lock.read_text(), re.MULTILINE))
        self._seen: set[str] = set()
        self._is_told_of_silence = False

    def hear(self, line: str) -> None:
        if found := re.match(r"(?:Ignoring|Requirement already satisfied:) ([\w.-]+)", line):
            self._wanted.discard(found[1])
        elif found := re.match(r"(?:Collecting|Processing) .*\(line (\d+)\)", line):
            self._count(found[1])
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


def main(root: Path, lock: Path) -> int:
    environment, began = Environment(root), time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with alone(root):
        try:
            install(environment, lock)
        except KeyboardInterrupt:
            say("Interrupted; the next start goes on.")
            return 130
        except (Failed, OSError) as error:
            say(sentence(str(error), environment))
            return 1
    say(f"Ready after {time.monotonic() - began:.0f} s.")
    return 0


def install(environment: Environment, lock: Path) -> None:
    """Errors: Failed, OSError; the mark stays unless the environment is as whole as before."""
    if not environment.is_usable():
        environment.make()
    progress = Progress(environment, lock)
    options = ["--use-pep517", "--require-hashes", "--requirement"]
    environment.pip(*options, lock, hear=progress.hear)
    options = ["--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat"]
    environment.begin()
    environment.pip(*options, "--editable", environment.root, hear=lambda line: None)
    environment.finish()


def sentence(said: str, environment: Environment) -> str:
    """What to do about what a program said."""
    values = {"root": str(environment.root), "version": _version()}
    for pattern, words in CAUSES:
        if found := re.search(pattern, said):
            return words.format(**values, **found.groupdict())
    last = ([line.strip() for line in said.splitlines() if line.strip()] or ["nothing"])[-1]
    return f"Installing failed ({last}); all of it stands in {environment.log}, then start again."


def say(line: str) -> None:
    # On a terminal the line may hold the count of Progress.
    clear = "\x1b[K" if sys.stderr.isatty() else ""
    print(f"{clear}{line}", file=sys.stderr, flush=True)


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Two starts at once install one after the other. Choice: where a file system knows no locks,
    nobody waits."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is installing; waiting for it ...")
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError:
        pass
    try:
        yield
    finally:
        os.close(folder)


def _succeeds(command: list[str | Path]) -> bool:
    return not subprocess.run(command, capture_output=True, check=False).returncode


def _version() -> str:
    return ".".join(map(str, sys.version_info[:3]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[1], sys.argv[2])))

"""The two commands as a fresh machine meets them: a copy of the checkout, nothing installed and
nothing cached; with each Python that is here and the pip that it brings, and with the newest pip.

    python .ci/fresh.py                with every Python on the PATH and of pyenv
    python .ci/fresh.py python3.12     with this one only

A lock that only newer pips read, or only a machine with an earlier install, fails here.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")
SUITABLE = """
import ensurepip, os, sqlite3, ssl, sys
print(sys.version_info >= (3, 11) and os.path.realpath(sys.executable))
"""
STARTING = (("bin/run", "--help"), (".venv/bin/lernfaden", "--help"))
VERSION = (".venv/bin/python", "-m", "pip", "--version")
TESTING = (("bin/test", "--version"),)


def main(names: list[str]) -> int:
    pythons = sorted({path for name in names or places() if (path := suitable(name))})
    if not pythons:
        print("No suitable Python is here.")
        return 1
    rounds = [(path, False) for path in pythons] + [(pythons[-1], True)]
    return max(is_failing(path, is_newest) for path, is_newest in rounds)


def places() -> Iterator[str]:
    """Names and paths that may be a Python, the same one more than once."""
    for folder in os.environ["PATH"].split(os.pathsep):
        yield from (str(Path(folder, name)) for name in NAMES)
    if shutil.which("pyenv"):
        asked = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True)
        versions = Path(asked.stdout.strip(), "versions").glob("3.*/bin/python3")
        yield from map(str, versions)


def suitable(name: str) -> str | None:
    """Where it really is, if bin/run takes it; else None."""
    try:
        asked = subprocess.run([name, "-c", SUITABLE], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    path = asked.stdout.strip()
    return None if path == "False" else path


def is_failing(python: str, is_newest: bool) -> bool:
    """Starts both commands in a folder of their own, and says how it went."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lernfaden-fresh-") as folder:
        checkout = Path(folder, "checkout")
        copy(checkout)
        variables = {"PYTHON": python, "PIP_NO_CACHE_DIR": "1", "PIP_CACHE_DIR": f"{folder}/cache"}
        before = newest_pip(python, checkout) if is_newest else ()
        pip = ""
        # The version before the tests' own lock is installed, for that one holds a pip.
        for command in (*before, *STARTING, VERSION, *TESTING):
            done = run(command, checkout, variables)
            if done.returncode:
                print(f"{' '.join(command)} failed with {python}:\n{done.stdout}")
                return True
            pip = done.stdout.split()[1] if command == VERSION else pip
    version = run((python, "--version"), ROOT, {}).stdout.strip()
    print(f"{version} with pip {pip}: {time.monotonic() - began:.0f} s", flush=True)
    return False


def newest_pip(python: str, checkout: Path) -> tuple[tuple[str, ...], ...]:
    """What makes the environment beforehand, with a pip that this Python does not bring."""
    ours = str(Path(checkout, ".venv/bin/python"))
    update = (ours, "-m", "pip", "install", "--quiet", "--upgrade", "pip")
    return (python, "-m", "venv", ".venv"), update


def copy(checkout: Path) -> None:
    """What git knows, as it is now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        target = checkout / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)


def run(
    command: tuple[str, ...], folder: Path, variables: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`bin/run` on a machine where nothing is installed: it says what it does, and what to do when it
cannot; what was begun is made whole by the next start."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bin.checkout import Checkout, Index, end, index
from tests.waiting import eventually

NOWHERE = "http://127.0.0.1:1/simple/"
NO_INDEX = "The package index does not answer: check the network"


@pytest.fixture
def packages() -> Iterator[Index]:
    with index() as made:
        yield made


@pytest.fixture
def checkout(tmp_path: Path, packages: Index) -> Checkout:
    return Checkout(tmp_path / "checkout", f"{packages.origin}/simple/")


def test_the_first_start_says_each_step_and_the_next_ones_nothing(checkout: Checkout) -> None:
    status, told, answered = checkout.run()
    version = ".".join(map(str, sys.version_info[:3]))
    assert told[:-1] == [
        f"Making .venv with Python {version} ...",
        "Fetching packages, once ...",
        "Installing them ...",
    ]
    assert re.fullmatch(r"Ready after \d+ s\.", told[-1])
    assert (status, answered) == (0, "served\n")
    assert checkout.run() == (0, [], "served\n")


def test_what_cannot_be_fetched_leaves_what_is_installed_as_it_was(checkout: Checkout) -> None:
    checkout.run()
    checkout.lock("2", digest="0" * 64)
    status, told, _ = checkout.run()
    assert status == 1
    assert told[-1].startswith("The package index gave another file than the lock names")
    status, told, _ = checkout.run(PIP_INDEX_URL=NOWHERE)
    assert status == 1
    assert told[-1].startswith(NO_INDEX)
    checkout.lock()
    assert checkout.run(PIP_INDEX_URL=NOWHERE) == (0, [], "served\n")


def test_an_index_that_is_away_is_one_sentence_that_says_what_to_do(checkout: Checkout) -> None:
    status, told, answered = checkout.run(PIP_INDEX_URL=NOWHERE, PIP_RETRIES="1")
    assert (status, answered) == (1, "")
    assert told[1] == "The package index does not answer; trying again ..."
    assert told[2].startswith(NO_INDEX)
    assert len(told) == 3


def is_making(checkout: Checkout, packages: Index) -> bool:
    return (checkout.root / ".venv/bin/python").exists()


def is_fetching(checkout: Checkout, packages: Index) -> bool:
    packages.answers.clear()
    return packages.is_asked.is_set()


def is_installing(checkout: Checkout, packages: Index) -> bool:
    (checkout.root / "hold").touch()
    return (checkout.root / "building").exists()


@pytest.mark.parametrize("is_so_far", [is_making, is_fetching, is_installing])
def test_a_start_that_was_killed_is_made_whole_by_the_next(
    checkout: Checkout, packages: Index, is_so_far: Callable[[Checkout, Index], bool]
) -> None:
    killed = checkout.start()
    eventually(lambda: is_so_far(checkout, packages))
    assert end(killed, signal.SIGKILL)[0] == -signal.SIGKILL
    (checkout.root / "hold").unlink(missing_ok=True)
    packages.answers.set()
    status, told, answered = checkout.run()
    assert (status, answered) == (0, "served\n"), told
    assert told[0].startswith("Making .venv")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_start_that_is_interrupted_says_that_the_next_goes_on(
    checkout: Checkout, packages: Index, number: int
) -> None:
    interrupted = checkout.start()
    eventually(lambda: is_fetching(checkout, packages))
    status, told, _ = end(interrupted, number)
    assert status
    assert told[-1] == "Interrupted; the next start goes on."


def test_two_starts_at_once_install_once(checkout: Checkout, packages: Index) -> None:
    first = checkout.start()
    eventually(lambda: is_fetching(checkout, packages))
    second = checkout.start()
    assert second.stderr is not None
    assert second.stderr.readline() == "Another start is installing; waiting for it ...\n"
    packages.answers.set()
    assert end(first)[::2] == (0, "served\n")
    status, told, answered = end(second)
    assert (status, answered) == (0, "served\n")
    assert [line for line in told if "Making" in line or "Fetching" in line] == []


def python(folder: Path, lacks: str) -> None:
    """A python3 that cannot do what contains this word."""
    made = folder / "python3"
    made.write_text(
        f'#!/bin/sh\ncase "$2" in *{lacks}*) exit 1 ;; esac\nexec {sys.executable} "$@"\n'
    )
    made.chmod(0o755)


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("version_info", "Lernfaden needs Python 3.11 or newer, and none is here: install one"),
        ("ensurepip", "lacks venv, ssl or sqlite3: complete it (on Debian: apt-get install"),
    ],
)
def test_a_machine_without_a_suitable_python_is_told_so(
    checkout: Checkout, tmp_path: Path, lacks: str, said: str
) -> None:
    path = tmp_path / "path"
    path.mkdir()
    python(path, lacks)
    for program in ("cat", "cmp", "dirname"):
        (path / program).symlink_to(str(shutil.which(program)))
    status, [told], _ = checkout.run("/bin/sh", PATH=str(path), PYTHON="python3")
    assert status == 1
    assert said in told


OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")


def may_mount() -> bool:
    if not shutil.which(OWN_MOUNTS[0]):
        return False
    return not subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False).returncode


@pytest.mark.parametrize("size", ["4m"] if may_mount() else [])
def test_a_disk_that_is_full_is_one_sentence(checkout: Checkout, size: str) -> None:
    """A small disk in the place of the checkout, seen by this start alone."""
    copy = checkout.root.with_name("copy")
    shutil.copytree(checkout.root, copy)
    mount = f'mount -t tmpfs -o size={size} small "$0" && cp -R "$1/." "$0" && exec "$0/bin/run"'
    status, told, _ = checkout.run(*OWN_MOUNTS, "sh", "-c", mount, str(checkout.root), str(copy))
    assert status == 1
    assert told[1:] == ["The disk is full: make room, about 500 MB, and start again."]

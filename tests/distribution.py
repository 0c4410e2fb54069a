"""How the suite is shared among processes (pytest-xdist), each with servers and folders of its own.

What takes long goes first, so that at the end no core waits for another: killing processes, which
needs the machine most, before the browsers, which wait for it least.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MANY = 25
"""Functions; fewer are through before other processes have started."""
FIRST = (
    "workers/test_kill.py",
    "workers/test_kill_people.py",
    "workers/test_outage.py",
    "bin",
    "commands",
    "browser",
    "web/test_walk.py",
)
TOGETHER = ("workers/test_kill.py", "browser")
"""Files that stay whole in one process: their tests share instances, and load the machine."""


def are_few(words: list[str]) -> bool:
    """Whether these arguments of pytest, files and folders or single tests, name few tests."""
    if any("::" in word for word in words):
        return True
    functions = 0
    for path in {path for word in words for path in _files(Path(word))}:
        functions += len(re.findall(r"^(?:async )?def test_", path.read_text(), re.MULTILINE))
    return functions < MANY


def distribute(items: list[pytest.Item]) -> None:
    """Sorts the tests, and marks those that one process runs one after the other, if they are not
    marked yet.
    """
    items.sort(key=lambda item: _place(_name(item), FIRST))
    for item in items:
        if item.get_closest_marker("xdist_group"):
            continue
        if _place(_name(item), TOGETHER) < len(TOGETHER):
            item.add_marker(pytest.mark.xdist_group(_name(item)))


def is_alone() -> bool:
    """Whether this process runs all that was asked for."""
    return "PYTEST_XDIST_WORKER" not in os.environ


def _files(path: Path) -> Iterator[Path]:
    """Nothing where there is nothing: pytest says that in its own words."""
    if path.is_file():
        yield path
    yield from path.rglob("test_*.py")


def _name(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix()


def _place(name: str, those: tuple[str, ...]) -> int:
    """The number of the one that a test's file is or stands in; after all of them where none."""
    found = (n for n, one in enumerate(those) if name == one or name.startswith(f"{one}/"))
    return next(found, len(those))

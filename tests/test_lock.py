"""The lock files hold what pyproject.toml asks for, with hashes and no address of an index."""

import re
import tomllib

from tests.source import ROOT

RUNNING = ROOT / "requirements.txt"
TESTING = ROOT / "requirements-dev.txt"


def pins(text: str) -> dict[str, str]:
    """Package to version for every `name==version` at the start of a line, names normalised."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_both_locks_hold_the_pins_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    running = pins("\n".join([*project["project"]["dependencies"], *groups["build"]]))
    testing = running | pins("\n".join(groups["dev"]))
    assert running.items() <= pins(RUNNING.read_text()).items()
    assert testing.items() <= pins(TESTING.read_text()).items()


def test_the_lock_for_tests_contains_the_one_for_running() -> None:
    """bin/environment relies on it: after `bin/test`, `bin/run` has nothing to install."""
    assert pins(RUNNING.read_text()).items() <= pins(TESTING.read_text()).items()


def test_every_locked_package_has_a_hash_and_none_an_address() -> None:
    for lock in (RUNNING, TESTING):
        text = lock.read_text()
        requirements = re.split(r"\n(?=[\w.-]+==)", "\n" + text)[1:]
        assert [line.split()[0] for line in requirements if "--hash=sha256:" not in line] == []
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text

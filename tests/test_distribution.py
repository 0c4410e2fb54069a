"""How the suite is shared among processes."""

import subprocess
import sys

from tests.distribution import FIRST, TESTS, TOGETHER, are_few
from tests.source import ROOT


def test_what_is_named_is_there() -> None:
    assert [name for name in (*FIRST, *TOGETHER) if not (TESTS / name).exists()] == []


def test_few_tests_start_no_processes() -> None:
    assert are_few([str(TESTS / "test_rules.py")])
    assert are_few([f"{TESTS}/domain/test_live.py::test_the_settings_choose"])
    assert are_few([str(TESTS / "nothing_there")])
    assert not are_few([str(TESTS / "domain")])
    assert not are_few([str(TESTS)])


def test_pytest_is_told_so() -> None:
    """In a process of its own: the hook is asked before anything is collected."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"{__file__}::{test_few_tests_start_no_processes.__name__}",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "workers" not in done.stdout
    assert "1 passed" in done.stdout.splitlines()[-1]

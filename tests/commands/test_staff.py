"""`lernfaden staff`: who answers in the support is said here, and counts at once."""

from pathlib import Path

import pytest

from tests.commands.program import run, succeed
from tests.rules import rule

BEN = "ben@lernfaden.example"


@rule("C6")
def test_somebody_is_added_listed_and_removed(tmp_path: Path) -> None:
    assert "login link" in succeed(tmp_path, "staff", "add", BEN.upper(), "--name", "Ben")
    assert "already" in succeed(tmp_path, "staff", "add", BEN)
    (line,) = succeed(tmp_path, "staff", "list").splitlines()
    assert line.split("  ")[:2] == [BEN, "Ben"]
    assert "no more" in succeed(tmp_path, "staff", "remove", BEN)
    assert succeed(tmp_path, "staff", "list") == ""


@rule("C6")
def test_the_doctor_says_where_nobody_answers(tmp_path: Path) -> None:
    succeed(tmp_path, "migrate")
    assert "nobody answers" in succeed(tmp_path, "doctor", "--only", "support")
    succeed(tmp_path, "staff", "add", BEN)
    assert "1 person answers" in succeed(tmp_path, "doctor", "--only", "support")


@rule("C6")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("remove", BEN), f"{BEN} does not answer in the support."),
        (("add", "ben"), "'ben' is no email that can be used."),
        (("add", BEN, "--name", " "), "' ' is no name that can be used."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    succeed(tmp_path, "migrate")
    done = run(tmp_path, "staff", *words)
    assert (done.returncode, done.stderr) == (1, f"lernfaden staff: {said}\n")

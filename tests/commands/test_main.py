"""`lernfaden …` itself: help for everybody, one clear line when something is wrong."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain import settings
from tests.commands.program import environment
from tests.waiting import LONGEST_SECONDS
from web.commands import COMMANDS, main
from web.commands.pipe import CUT_SHORT, may_break
from web.commands.processes import lernfaden


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert COMMANDS[command].split(";")[0] in " ".join(capsys.readouterr().out.split())


def test_the_program_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert [command for command in COMMANDS if command not in said] == []


@pytest.mark.parametrize("words", [[], ["paint"], ["serve", "--colour"], ["backup"]])
def test_what_is_not_understood_ends_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_a_setting_that_makes_no_sense_is_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("LERNFADEN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LERNFADEN_DATABASE_URL", "mysql://elsewhere")
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("lernfaden migrate: LERNFADEN_DATABASE_URL")
    assert said.count("\n") == 1


def test_a_database_that_does_not_answer_is_one_line_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("LERNFADEN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LERNFADEN_DATABASE_URL", "postgres://me:geheim@127.0.0.1:1/lernfaden")
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("lernfaden migrate: the database does not answer")
    assert said.count("\n") == 1
    assert "geheim" not in said


def test_a_command_that_is_told_to_stop_ends_with_its_signal(tmp_path: Path) -> None:
    """A pipe that nobody writes to stands for a long command."""
    program = (
        "import sys, types, web.commands as c\n"
        "long = types.ModuleType('web.commands.migrate')\n"
        "long.arguments = lambda parser: None\n"
        "long.run = lambda options: (print('begun', flush=True), sys.stdin.read())\n"
        "sys.modules['web.commands.migrate'] = long\n"
        "sys.exit(c.main(['migrate']))\n"
    )
    for number, status in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(number)
        assert process.communicate(timeout=LONGEST_SECONDS)[1] == b""
        assert process.returncode == status


def test_a_working_directory_of_its_own_changes_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "LERNFADEN_DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run(
        lernfaden("migrate"), cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "lernfaden.sqlite").exists()


def test_the_data_directory_of_the_command_line_reaches_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LERNFADEN_DATA_DIR", "elsewhere")
    assert main(["migrate", "--data", str(tmp_path / "mine")]) == 0
    assert settings.current().data_dir == tmp_path / "mine"


@pytest.mark.parametrize("words", [["doctor"], ["doctor", "--help"], ["--help"], ["migrate"]])
def test_whoever_reads_no_further_hears_of_no_mistake(words: list[str], tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        lernfaden(*words),
        env=environment(tmp_path),
        stdout=write_end,
        stderr=subprocess.PIPE,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    os.close(write_end)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode in (0, CUT_SHORT)


def test_a_pipe_to_somebody_else_that_breaks_is_told() -> None:
    with pytest.raises(BrokenPipeError), may_break():
        raise BrokenPipeError

"""`lernfaden migrate`, once and again, and on a database that is ahead of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain import migrations
from tests.commands.program import run, succeed


def test_it_names_what_it_does_and_does_it_once(tmp_path: Path) -> None:
    count = len(migrations.ORDER)
    said = [f"Migration {at} of {count}: {name}" for at, name in enumerate(migrations.ORDER, 1)]
    assert run(tmp_path, "migrate").stderr.splitlines() == said
    assert "up to date" in succeed(tmp_path, "migrate")


@pytest.mark.parametrize("command", ["migrate", "serve", "doctor"])
def test_a_database_of_a_newer_release_is_left_alone(command: str, tmp_path: Path) -> None:
    succeed(tmp_path, "migrate")
    with closing(sqlite3.connect(tmp_path / "lernfaden.sqlite")) as opened, opened:
        opened.execute("INSERT INTO migration (name) VALUES ('prices')")
    done = run(tmp_path, command)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "the database is of another release, which knows prices" in told
    assert "Traceback" not in told

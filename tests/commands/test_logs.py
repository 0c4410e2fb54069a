"""Records of the log, as whoever investigates reads them."""

import logging

import pytest

from web.commands import logs
from web.commands.logs import Records


def shown(message: str) -> str:
    record = logging.LogRecord("lernfaden.x", logging.WARNING, "", 0, message, None, None)
    record.created = 1_795_536_000.5
    return Records().format(record)


def test_a_record_says_when_in_utc_how_grave_and_who() -> None:
    assert shown("gone") == "2026-11-24T16:00:00Z WARNING lernfaden.x: gone"


def test_everything_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing else is asked to keep it, so the list of where logs are is whole."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        logs.begin()
        logging.getLogger("lernfaden.security").info("logged in")
        written = capsys.readouterr()
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert written.err.endswith("INFO lernfaden.security: logged in\n")
    assert written.out == ""


def test_nobody_forges_a_record() -> None:
    forged = "2026-11-24T16:00:00Z INFO lernfaden.security: logged in"
    for line_break in ("\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"):
        lines = shown(f"no such host: x{line_break}{forged}").splitlines()
        assert lines[1:] == [f"  {forged}"]

"""Entries of the log, as whoever investigates reads them."""

import logging

from web.commands.logs import Entries


def entry(message: str) -> str:
    record = logging.LogRecord("lernfaden.x", logging.WARNING, "", 0, message, None, None)
    record.created = 1_795_536_000.5
    return Entries().format(record)


def test_an_entry_says_when_in_utc_how_grave_and_who() -> None:
    assert entry("gone") == "2026-11-24T16:00:00Z WARNING lernfaden.x: gone"


def test_nobody_forges_an_entry() -> None:
    forged = "2026-11-24T16:00:00Z INFO lernfaden.security: logged in"
    for line_break in ("\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"):
        lines = entry(f"no such host: x{line_break}{forged}").splitlines()
        assert lines[1:] == [f"  {forged}"]

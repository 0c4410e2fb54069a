"""Unfolding: has a calendar's file read by a process of its own (expansion.py). Rule: S6."""

import asyncio
import subprocess
import sys
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from domain import settings
from domain.availability.span import Span
from domain.busy.expansion import NO_CALENDAR_STATUS
from domain.busy.fault import Fault, Unread

PATIENCE_SECONDS = 10
"""By the clock on the wall, on a machine that is busy."""
_PROGRAM = [sys.executable, "-I", "-m", "domain.busy.expansion"]


async def spans(raw: bytes, zone: str, since: datetime, until: datetime) -> list[Span]:
    """What is busy between two moments. Errors: Unread (no_calendar, too_much)."""
    own_host = urlsplit(settings.current().base_url).hostname or ""
    said = [zone, since.isoformat(), until.isoformat(), own_host]
    return await asyncio.to_thread(_run, raw, said)


def _run(raw: bytes, said: list[str]) -> list[Span]:
    try:
        ended = _ended(raw, said)
    except subprocess.TimeoutExpired:
        raise Unread(Fault.TOO_MUCH) from None
    if ended.returncode == NO_CALENDAR_STATUS:
        raise Unread(Fault.NO_CALENDAR)
    if ended.returncode:
        # Killed by its limits, most of all.
        raise Unread(Fault.TOO_MUCH)
    return msgspec.json.decode(ended.stdout, type=list[Span])


def _ended(raw: bytes, said: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Choice: it inherits nothing of our environment, in which the keys may stand."""
    return subprocess.run(
        [*_PROGRAM, *said],
        input=raw,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE_SECONDS,
        env={},
        check=False,
    )

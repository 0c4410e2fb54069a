"""The free times of one day. Shape: partials/requests/new.html."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.sessions.slot import Slots
from web.pages.requests.steps import Chosen
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

THERE = N_("%(clock)s dort")


def context(chosen: Chosen, found: Slots, language: str) -> dict[str, Any]:
    starts = [each for each in found.starts if zones.local(each).date() == chosen.day]
    return {
        "day": Formats(language).day_long(chosen.day) if chosen.day else "",
        "slots": list(_slots(starts, found.time_zone, language)),
    }


def _slots(starts: Iterable[datetime], there: str, language: str) -> Iterable[tuple[str, str, str]]:
    """Shape: ISO, the reader's clock, and the educator's where that differs."""
    zone = ZoneInfo(there)
    for start in starts:
        local = start.astimezone(zone)
        clock = formats.time_of_day(local.hour, local.minute)
        differs = local.utcoffset() != zones.local(start).utcoffset()
        small = say(language, THERE, clock=clock) if differs else ""
        yield formats.iso(start), formats.clock(start), small

"""What a clock change makes of a time that somebody typed. Rule: S7."""

from datetime import date, time
from zoneinfo import ZoneInfo

from domain.sessions import wall_clock
from domain.sessions.wall_clock import Oddity
from web.words import formats
from web.words.translations import N_, say

SKIPPED = N_("Zeitumstellung: Diese Uhrzeit gibt es nicht, Beginn ist um %(time)s")
TWICE = N_("Zeitumstellung: Diese Uhrzeit gibt es zweimal, gemeint ist die erste")


def lines(day: date | None, wall_time: time | None, time_zone: str, language: str) -> list[str]:
    """What to say of it before it is sent, if there is anything."""
    odd = said(day, wall_time, time_zone, language) if day and wall_time is not None else ""
    return [f"{odd}."] if odd else []


def said(day: date, wall_time: time, time_zone: str, language: str) -> str:
    """Shape: a sentence without its full stop; "" on every other day."""
    match wall_clock.oddity(day, wall_time, time_zone):
        case Oddity.SKIPPED:
            begins = wall_clock.instant(day, wall_time, time_zone).astimezone(ZoneInfo(time_zone))
            return say(language, SKIPPED, time=formats.time_of_day(begins.hour, begins.minute))
        case Oddity.TWICE:
            return say(language, TWICE)
    return ""

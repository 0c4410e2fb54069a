"""A week of sessions, seven whole days of it. Shape: partials/calendar/week.html."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import starmap
from typing import Any, NamedTuple

from domain import clock
from domain.availability import shade
from domain.availability.picture import Picture
from domain.availability.shade import Shade
from domain.busy.busy_time import Busy
from domain.sessions.wall_clock import instant
from domain.sessions.week import Taught
from web.pages.calendar import busy as elsewhere
from web.pages.calendar import segment
from web.pages.calendar.block import OVER, Blocks
from web.pages.calendar.line import Line
from web.pages.calendar.segment import DAY_MINUTES, Place, Segment
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

DAYS = 7
NEW = N_("%(date)s: Session einstellen")
FIRST_HOUR = 7
"""Before it is night, which is only shaded (static/css/week.css)."""
QUARTER_MINUTES = 15
HOUR_QUARTERS = 60 // QUARTER_MINUTES
QUARTERS = [formats.time_of_day(*divmod(at, 60)) for at in range(0, DAY_MINUTES, QUARTER_MINUTES)]


class Day(NamedTuple):
    """One of the seven. Shape: partials/calendar/week.html."""

    iso: str
    name: str
    date: str
    is_today: bool
    is_over: bool
    new_address: str
    new_label: str
    shades: list[tuple[bool, Place]]
    free: str
    free_label: str
    lines: list[Line]
    bands: Sequence[Place] = ()
    usually: str = ""


def context(
    taught: Sequence[Taught],
    known: Picture,
    monday: date,
    language: str,
    *,
    asked: bool,
) -> dict[str, Any]:
    """Within zones.reading_in(); all of it but what is to do. Shape: asked for, or just opened."""
    today = zones.today()
    days = [monday + timedelta(days=count) for count in range(DAYS)]
    is_current = today in days
    shades = shade.of(known)
    lying = segment.of_days(taught, days)
    return {
        "title": _title(days, language),
        "zone": zones.here().key,
        "previous_address": _address(monday - timedelta(days=DAYS), today),
        "next_address": _address(monday + timedelta(days=DAYS), today),
        "today_address": "/calendar",
        "is_current": is_current,
        "whole_address": f"/calendar?date={monday}" if is_current and today != monday else "",
        "is_from_today": is_current and not asked,
        "first_hour": min([FIRST_HOUR, *(each[0][1].begin // 60 for each in lying if each)]),
        "now": divmod(segment.minutes(clock.now()) // segment.STEP_MINUTES * 5, 60),
        "planned": "",
        "has_shades": shades is not None,
        "days": _days(days, lying, shades or (), known.busy, language),
    }


def _title(days: list[date], language: str) -> str:
    """Shape: 23.–29. November, 30. November – 6. Dezember."""
    said, first, last = Formats(language), days[0], days[-1]
    if first.month != last.month:
        return f"{said.day_of_month(first)} – {said.day_of_month(last)}"
    start = f"{first.day}." if language == "de" else str(first.day)
    return f"{start}–{said.day_of_month(last)}"


def _days(
    days: Sequence[date],
    lying: list[list[tuple[Taught, Segment]]],
    shades: Iterable[Shade],
    busy: Iterable[Busy],
    language: str,
) -> list[Day]:
    """Rule: S6: the hours only shade, and nothing is forbidden there."""
    said, today, blocks = Formats(language), zones.today(), Blocks(language)
    shaded = segment.of_days(shades, days)
    taken = segment.of_days(elsewhere.merged(busy), days)
    return [
        Day(
            iso=day.isoformat(),
            name=said.day_narrow(day),
            date=said.day_long(day),
            is_today=day == today,
            is_over=day < today,
            new_address=f"/sessions/new?date={day.isoformat()}" if day >= today else "",
            new_label=say(language, NEW, date=said.day_long(day)),
            shades=[(one.is_away, each.place) for one, each in shaded[at]],
            free=_free(lying[at], day, today) if day >= today else "",
            free_label=say(language, NEW, date=f"{said.day(day, today)}, {{}}"),
            lines=_lines(lying[at], taken[at], blocks, language),
        )
        for at, day in enumerate(days)
    ]


def _lines(
    lying: Iterable[tuple[Taught, Segment]],
    taken: Iterable[tuple[Busy, Segment]],
    blocks: Blocks,
    language: str,
) -> list[Line]:
    """In order of time."""
    lines = [blocks.line(row, each) for row, each in lying]
    busy = [elsewhere.line(each, language) for _, each in taken]
    return sorted(lines + busy, key=lambda each: each.begins) if busy else lines


def _free(lying: Iterable[tuple[Taught, Segment]], day: date, today: date) -> str:
    """Of each hour to come its first quarter in which nothing is. Shape: "07:00 08:15"."""
    filled = _over(day) if day == today else 0
    for row, each in lying:
        if row.state not in OVER:
            # All that it touches of the day.
            begin, end = each.begin // QUARTER_MINUTES, -(-each.end // QUARTER_MINUTES)
            end = min(end, len(QUARTERS))
            filled |= (1 << end) - (1 << begin)
    by_byte = enumerate(filled.to_bytes(len(QUARTERS) // 8, "little"))
    return " ".join(filter(None, starmap(_first_free, by_byte)))


@lru_cache(maxsize=4096)
def _first_free(at: int, filled: int) -> str:
    """Of the two hours of a byte of quarters, of which each that is filled is a 1."""
    hours = range(0, 8, HOUR_QUARTERS)
    free = [
        [each for each in range(hour, hour + HOUR_QUARTERS) if not filled >> each & 1]
        for hour in hours
    ]
    return " ".join(QUARTERS[8 * at + first] for first, *_ in filter(None, free))


def _over(day: date) -> int:
    """A 1 for each quarter of today that has begun."""
    now = clock.now()
    begins = enumerate(_quarters(day, zones.here().key))
    return sum(1 << at for at, begin in begins if begin <= now)


@lru_cache(maxsize=64)
def _quarters(day: date, zone: str) -> list[datetime]:
    """When each quarter of a day begins."""
    begins = (time(*divmod(at, 60)) for at in range(0, DAY_MINUTES, QUARTER_MINUTES))
    return [instant(day, each, zone) for each in begins]


def _address(monday: date, today: date) -> str:
    """Of the current week the one that begins today."""
    is_current = monday <= today < monday + timedelta(days=DAYS)
    return "/calendar" if is_current else f"/calendar?date={monday.isoformat()}"

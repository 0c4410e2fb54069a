"""A week of sessions, seven whole days of it. Shape: partials/calendar/week.html."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from domain import clock
from domain.availability.shade import Shade
from domain.sessions.wall_clock import instant
from domain.sessions.week import Taught
from web.pages.calendar import segment
from web.pages.calendar.segment import Segment
from web.pages.sessions.words import STATES
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

DAYS, HOURS = 7, range(24)
FIRST_HOUR = 7
"""Before it is night, which is only shaded (static/css/week.css)."""
QUARTER_MINUTES = 15
NEW = N_("%(when)s: Session einstellen")
WAITS, ASKS = N_("wartet auf Familie"), N_("wartet auf dich")
CONTINUED = N_("seit %(day)s, %(time)s")
OVER = ("cancelled", "declined")


def context(
    taught: Sequence[Taught],
    shades: Sequence[Shade] | None,
    monday: date,
    language: str,
    *,
    asked: bool,
) -> dict[str, Any]:
    """Within zones.reading_in(); all of it but what is to do. Shape: asked for, or just opened."""
    today = zones.today()
    days = [monday + timedelta(days=count) for count in range(DAYS)]
    is_current = today in days
    drawn = [{**_day(taught, day, language), "shades": _shades(shades or (), day)} for day in days]
    return {
        "title": _title(days, language),
        "zone": zones.here().key,
        "previous_address": _address(monday - timedelta(days=DAYS), today),
        "next_address": _address(monday + timedelta(days=DAYS), today),
        "today_address": "" if is_current else "/calendar",
        "whole_address": f"/calendar?date={monday}" if is_current and today != monday else "",
        "is_from_today": is_current and not asked,
        "first_hour": min([FIRST_HOUR, *(each["hour"] for day in drawn for each in day["blocks"])]),
        "hours": [f"{hour}:00" for hour in HOURS],
        "now": divmod(segment.minutes(clock.now()) // segment.STEP_MINUTES * 5, 60),
        "has_shades": shades is not None,
        "days": drawn,
    }


def _title(days: list[date], language: str) -> str:
    """Shape: 23.–29. November, 30. November – 6. Dezember."""
    said, first, last = Formats(language), days[0], days[-1]
    if first.month != last.month:
        return f"{said.day_of_month(first)} – {said.day_of_month(last)}"
    start = f"{first.day}." if language == "de" else str(first.day)
    return f"{start}–{said.day_of_month(last)}"


def _day(taught: Iterable[Taught], day: date, language: str) -> dict[str, Any]:
    said = Formats(language)
    lying = segment.of_day(taught, day)
    taken = [each for row, each in lying if row.state not in OVER]
    today = zones.today()
    return {
        "iso": day.isoformat(),
        "name": said.day_narrow(day),
        "date": said.day_long(day),
        "is_today": day == today,
        "is_over": day < today,
        "new_address": f"/sessions/new?date={day.isoformat()}" if day >= today else "",
        "free": _free(taken, day, said, language) if day >= today else [],
        "blocks": [_block(row, each, language) for row, each in lying],
    }


def _shades(shades: Iterable[Shade], day: date) -> list[dict[str, Any]]:
    """Rule: S6: the hours only shade, and nothing is forbidden there."""
    return [{**each.place, "is_away": shade.is_away} for shade, each in segment.of_day(shades, day)]


def _free(
    taken: list[Segment], day: date, said: Formats, language: str
) -> list[tuple[int, int, str, str]]:
    """Of each hour to come its first quarter in which nothing is."""
    now, name = clock.now(), said.day(day)
    free = []
    for hour in HOURS:
        quarters = range(hour * 60, hour * 60 + 60, QUARTER_MINUTES)
        begin = next((each for each in quarters if _is_free(each, taken, day, now)), None)
        if begin is not None:
            wall = f"{hour:02}:{begin % 60:02}"
            address = f"/sessions/new?date={day.isoformat()}&time={wall}"
            label = say(language, NEW, when=f"{name}, {wall}")
            free.append((hour, begin % 60, address, label))
    return free


def _is_free(begin: int, taken: list[Segment], day: date, now: datetime) -> bool:
    if any(each.begin < begin + QUARTER_MINUTES and begin < each.end for each in taken):
        return False
    return instant(day, time(begin // 60, begin % 60), zones.here().key) > now


def _block(row: Taught, each: Segment, language: str) -> dict[str, Any]:
    said = Formats(language)
    since = {"day": said.weekday(row.starts_at), "time": formats.clock(row.starts_at)}
    begun = say(language, CONTINUED, **since) if each.is_continued else since["time"]
    return {
        **each.place,
        "dom_id": f"session-{row.id}-{'rest' if each.is_continued else 'block'}",
        "address": f"/sessions/{row.id}",
        "state": row.state,
        "who": f"{row.learner.split()[0]} {row.family[:1]}.",
        "what": row.service,
        "time": begun,
        "note": say(language, _note(row)),
    }


def _note(row: Taught) -> str:
    if row.state != "pending":
        return STATES[row.state]
    return ASKS if row.asked == "educator" else WAITS


def _address(monday: date, today: date) -> str:
    """Of the current week the one that begins today."""
    is_current = monday <= today < monday + timedelta(days=DAYS)
    return "/calendar" if is_current else f"/calendar?date={monday.isoformat()}"

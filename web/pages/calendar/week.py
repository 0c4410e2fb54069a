"""A week of sessions, laid out by day and hour. Shape: partials/calendar/week.html."""

from datetime import date, datetime, timedelta
from typing import Any

from domain import clock
from domain.sessions.wall_clock import instant
from domain.sessions.week import Taught
from web.pages.sessions.words import STATES
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

WORKING_DAYS, FIRST_HOUR, LAST_HOUR = 5, 8, 19
LATEST_FIRST_HOUR = 12
LONGEST_MINUTES, SHORTEST_MINUTES, STEP_MINUTES = 240, 15, 5
DAY_MINUTES = 24 * 60
NEW = N_("%(when)s: Session einstellen")
WAITS = N_("wartet auf Familie")
OVER = ("cancelled", "declined")


def context(taught: list[Taught], monday: date, language: str) -> dict[str, Any]:
    """Within zones.reading_in(); all of it but what is to do."""
    today = zones.today()
    days = _days(taught, monday, today)
    first, last = _hours(taught)
    here = zones.here().key
    return {
        "title": _title(days, language),
        "zone": say(language, N_("Zeiten in %(zone)s"), zone=here),
        "previous_address": _address(monday - timedelta(days=7)),
        "next_address": _address(monday + timedelta(days=7)),
        "today_address": "" if monday <= today < monday + timedelta(days=7) else "/calendar",
        "from_hour": first,
        "hours": [f"{hour}:00" for hour in range(first, last)],
        "days": [_day(taught, day, first, last, language) for day in days],
    }


def _days(taught: list[Taught], monday: date, today: date) -> list[date]:
    """Monday to Friday; the weekend too where something is on it, or it is now."""
    used = {zones.local(row.starts_at).date() for row in taught} | {today}
    days = [monday + timedelta(days=count) for count in range(7)]
    weekend = any(day in used for day in days[WORKING_DAYS:])
    return days if weekend else days[:WORKING_DAYS]


def _hours(taught: list[Taught]) -> tuple[int, int]:
    starts = [zones.local(row.starts_at).hour for row in taught]
    ends = [zones.local(row.starts_at).hour + _length(row) // 60 + 1 for row in taught]
    first = min(starts) - 1 if starts else FIRST_HOUR
    return min(max(first, 0), LATEST_FIRST_HOUR), min(24, max([LAST_HOUR, *ends]))


def _title(days: list[date], language: str) -> str:
    """Shape: 23.–27. November, 30. November – 4. Dezember."""
    said, first, last = Formats(language), days[0], days[-1]
    if first.month != last.month:
        return f"{said.day_of_month(first)} – {said.day_of_month(last)}"
    start = f"{first.day}." if language == "de" else str(first.day)
    return f"{start}–{said.day_of_month(last)}"


def _day(taught: list[Taught], day: date, first: int, last: int, language: str) -> dict[str, Any]:
    said = Formats(language)
    rows = [row for row in taught if zones.local(row.starts_at).date() == day]
    return {
        "name": said.day_narrow(day),
        "date": said.day_long(day),
        "is_today": day == zones.today(),
        "new_address": f"/sessions/new?date={day.isoformat()}" if day >= zones.today() else "",
        "free": _free(rows, day, range(first, last), said, language),
        "blocks": [_block(row, lane, language) for row, lane in _lanes(rows)],
        "absences": [],
    }


def _free(
    rows: list[Taught], day: date, hours: range, said: Formats, language: str
) -> list[tuple[int, str, str]]:
    """Hours to come in which nothing is."""
    free = []
    for hour in hours:
        start = _at(day, hour)
        end = start + timedelta(hours=1)
        is_used = any(
            row.starts_at < end and row.ends_at > start for row in rows if row.state not in OVER
        )
        if start > clock.now() and not is_used:
            address = f"/sessions/new?date={day.isoformat()}&time={hour:02}:00"
            when = f"{said.day(day)}, {hour:02}:00"
            free.append((hour, address, say(language, NEW, when=when)))
    return free


def _at(day: date, hour: int) -> datetime:
    wall = datetime.min.time().replace(hour=hour)
    return instant(day, wall, zones.here().key)


def _lanes(rows: list[Taught]) -> list[tuple[Taught, int]]:
    """Each with 0, or where two overlap with 1 or 2."""
    lanes: list[tuple[Taught, int]] = []
    for row in rows:
        beside = [lane for other, lane in lanes if other.ends_at > row.starts_at]
        overlaps = any(
            other is not row and other.starts_at < row.ends_at and other.ends_at > row.starts_at
            for other in rows
        )
        lanes.append((row, (2 if 1 in beside else 1) if overlaps else 0))
    return lanes


def _block(row: Taught, lane: int, language: str) -> dict[str, Any]:
    there = zones.local(row.starts_at)
    begin, length = _place(there.hour * 60 + there.minute, _length(row))
    note = say(language, WAITS if row.state == "pending" else STATES[row.state])
    return {
        "dom_id": f"session-{row.id}-block",
        "address": f"/sessions/{row.id}",
        "state": row.state,
        "hour": begin // 60,
        "minute": begin % 60,
        "length": length,
        "lane": lane,
        "time": formats.clock(row.starts_at),
        "title": row.service,
        "line": f"{row.learner.split()[0]} {row.family[:1]}.",
        "note": note,
    }


def _place(begin: int, length: int) -> tuple[int, int]:
    """From when on and how long a block stands in its day. Units: minutes.

    Choice: a session belongs to the day on which it begins, and its block ends with that day.
    """
    stepped = min(begin // STEP_MINUTES * STEP_MINUTES, DAY_MINUTES - SHORTEST_MINUTES)
    return stepped, min(length, DAY_MINUTES - stepped)


def _length(row: Taught) -> int:
    minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    stepped = -(-minutes // STEP_MINUTES) * STEP_MINUTES
    return min(max(stepped, SHORTEST_MINUTES), LONGEST_MINUTES)


def _address(monday: date) -> str:
    return f"/calendar?date={monday.isoformat()}"

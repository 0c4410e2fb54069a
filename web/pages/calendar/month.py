"""/calendar/month: six weeks at a glance."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from litestar import get

from domain.accounts.visitor import Visitor
from domain.availability import absence
from domain.availability.absence import Absence
from domain.profiles.actor import Staff
from domain.providers import first_steps, provider, public_holidays
from domain.sessions import week as weeks
from domain.sessions.wall_clock import instant
from domain.sessions.week import Taught
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.pages.calendar import asked as asked_for
from web.pages.calendar import todo
from web.pages.calendar.block import OVER, short
from web.respond import show
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

DAYS, WEEKS = 7, 6
MOST_NAMED = 3
"""Sessions of a day that are named; of the others their number is said."""
NOTHING = N_("nichts geplant")


@get("/calendar/month")
async def index(request: Request) -> Answer:
    """Shape: ?date= any day of the month to show."""
    educator = access.staff(request)
    asked = request.query_params.get("date", "")
    tag = await etag(request, educator, todo.shows(educator), "calendar/month", asked)
    return not_modified(request, tag) or await _show(request, educator, asked, tag)


async def _show(request: Request, educator: Visitor[Staff], asked: str, tag: str) -> Answer:
    zone, language = zones.named(educator.time_zone), educator.language
    today = zones.today(zone)
    month = asked_for.day(asked, today).replace(day=1)
    days = _days(month)
    start, end = (instant(day, time.min, zone.key) for day in (days[0], days[-1] + _ONE))
    taught = await weeks.taught_between(educator.profile_id, start, end)
    absences = await absence.between(educator.profile_id, days[0], days[-1])
    region = (await provider.by_id(educator.actor.provider_id)).holiday_region
    holidays = public_holidays.among(region, days, language)
    tasks = await todo.tasks(educator)
    steps = None if taught else await first_steps.of(by=educator.actor)
    with zones.reading_in(educator.time_zone):
        context = {
            **_ways(month, today, Formats(language)),
            "names": [Formats(language).weekday(day) for day in days[:DAYS]],
            "days": _drawn(days, month, taught, absences, holidays, language),
            "todo": tasks,
            "first_steps": steps,
        }
        # As in the week.
        return show(request, "calendar/month", context, etag="" if steps else tag)


def _days(month: date) -> list[date]:
    """Always as many, so that nothing jumps from month to month."""
    monday = month - timedelta(days=month.weekday())
    return [monday + timedelta(days=count) for count in range(DAYS * WEEKS)]


def _ways(month: date, today: date, said: Formats) -> dict[str, str]:
    current = today.replace(day=1)
    return {
        "title": said.month(month),
        "previous_address": _address((month - _ONE).replace(day=1), current),
        "next_address": _address((month + _MORE_THAN_A_MONTH).replace(day=1), current),
        "today_address": "" if month == current else _address(current, current),
    }


def _address(month: date, current: date) -> str:
    return "/calendar/month" if month == current else f"/calendar/month?date={month.isoformat()}"


def _drawn(
    days: Sequence[date],
    month: date,
    taught: Iterable[Taught],
    absences: Sequence[Absence],
    holidays: Mapping[date, str],
    language: str,
) -> list[dict[str, Any]]:
    said, today = Formats(language), zones.today()
    held: dict[date, list[Taught]] = {day: [] for day in days}
    for row in taught:
        # What began before the first of them goes on into it, and stands on its own day alone.
        if row.state not in OVER and (begun := zones.local(row.starts_at).date()) in held:
            held[begun].append(row)
    drawn = []
    for day in days:
        rows = held[day]
        drawn.append(
            {
                "address": f"/calendar/day?date={day.isoformat()}",
                "number": day.day,
                "label": _label(day, len(rows), holidays.get(day, ""), said),
                "is_today": day == today,
                "is_over": day < today,
                "is_outside": day.month != month.month,
                "is_away": any(each.is_all_of(day) for each in absences),
                "holiday": holidays.get(day, ""),
                "sessions": [_named(row, language) for row in rows[:MOST_NAMED]],
                "more": max(0, len(rows) - MOST_NAMED),
            }
        )
    return drawn


def _label(day: date, count: int, holiday: str, said: Formats) -> str:
    """Shape: "Donnerstag, 26. November 2026: 3 Sessions, Totensonntag", for a screen reader."""
    counted = said.sessions(count) if count else say(said.language, NOTHING)
    return f"{said.day_long(day)}: " + ", ".join(each for each in (counted, holiday) if each)


def _named(row: Taught, language: str) -> tuple[str, str, str]:
    """Shape: state, who, time."""
    return row.state, short(row, language), formats.clock(row.starts_at)


_ONE = timedelta(days=1)
_MORE_THAN_A_MONTH = timedelta(days=32)

"""The days of some weeks, and the free times of one. Shape: partials/requests/new.html."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Guardian
from domain.sessions import slot
from domain.sessions.wall_clock import instant
from web.pages.requests import day
from web.pages.requests.steps import Chosen
from web.words import zones
from web.words.formats import Formats
from web.words.translations import words

WEEKS = 5
WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)


async def context(chosen: Chosen, guardian: Visitor[Guardian]) -> dict[str, Any]:
    """Shape: days and times where the reader is; both zones where they differ."""
    assert chosen.booked is not None and chosen.learner is not None
    with zones.reading_in(guardian.time_zone):
        monday = _monday(chosen)
        span = _start(monday), _start(monday + WEEKS * WEEK)
        slots = await slot.between(chosen.booked, chosen.learner, *span, by=guardian.actor)
        counts = Counter(zones.local(start).date() for start in slots.starts)
        return {
            "weekdays": _weekdays(monday, guardian.language),
            "weeks": _weeks(monday, counts, chosen, guardian.language),
            "is_empty": not counts,
            **_turning(chosen, monday, slots.until),
            **day.context(chosen, slots, guardian.language),
        }


def _weekdays(monday: date, language: str) -> list[str]:
    return [Formats(language).weekday(monday + each * ONE_DAY) for each in range(7)]


def _weeks(
    monday: date, counts: Counter[date], chosen: Chosen, language: str
) -> list[list[dict[str, Any]]]:
    mondays = [monday + each * WEEK for each in range(WEEKS)]
    return [
        [_cell(first + each * ONE_DAY, counts, chosen, language) for each in range(7)]
        for first in mondays
    ]


def _monday(chosen: Chosen) -> date:
    """Never before this week."""
    today = zones.today()
    asked = max(chosen.sheet or chosen.day or today, today)
    if chosen.sheet is None and chosen.day is not None:
        # A day that lies within the first weeks stands in them.
        weeks = (asked - (today - today.weekday() * ONE_DAY)).days // (7 * WEEKS)
        asked = today + weeks * WEEKS * WEEK
    return asked - asked.weekday() * ONE_DAY


def _cell(day: date, counts: Counter[date], chosen: Chosen, language: str) -> dict[str, Any]:
    said, count = Formats(language), counts[day]
    text = words(language).ngettext("%(n)s freie Zeit", "%(n)s freie Zeiten", count)
    return {
        "number": day.day,
        "iso": day.isoformat(),
        "address": chosen.address(date=day.isoformat()) if count else "",
        "label": f"{said.day_long(day)}: {text % {'n': count}}",
        "is_chosen": day == chosen.day,
        "is_today": day == zones.today(),
        "month": said.month_alone(day) if day.day == 1 else "",
    }


def _turning(chosen: Chosen, monday: date, until: date) -> dict[str, str]:
    """To the weeks before and after, as far as can be booked."""
    this = zones.today() - zones.today().weekday() * ONE_DAY
    before, after = max(monday - WEEKS * WEEK, this), monday + WEEKS * WEEK
    return {
        "previous_address": chosen.address(**{"from": before}) if monday > this else "",
        "next_address": chosen.address(**{"from": after}) if after <= until else "",
    }


def _start(day: date) -> datetime:
    return instant(day, time.min, zones.here().key)

"""What needs the educator: objections, who is missing, families that run out of credits."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from domain import clock, topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import todo
from domain.sessions.proposal import Kind
from domain.sessions.week import Taught
from web.pages.calendar import task
from web.words import zones


def shows(educator: Visitor[Staff]) -> list[str]:
    """The topics of what a calendar shows, and of what waits beside it."""
    own = [topics.name(each, educator.profile_id) for each in ("session", "people", "connection")]
    # Of each family taught: it runs out of credits by what other educators propose as well.
    taught = (name for name in educator.versions if topics.aspects([name]) == "credits")
    return own + sorted(taught)


async def tasks(educator: Visitor[Staff]) -> list[dict[str, Any]]:
    """Rule: S5 S6 S9 S11 S18 K6. Shape: rows of `todo` in partials/calendar/week.html."""
    waits = await todo.of(educator.actor, clock.now())
    language = educator.language
    with zones.reading_in(educator.time_zone):
        return [
            *(asked for _, asked in requested(waits.requested, language)),
            *(task.wish(row, language) for row in waits.wished),
            *(task.short(row, language) for row in waits.short),
            *(task.objection(row, language) for row in waits.objected),
            *(task.attendance(row, language) for row in waits.running),
            *(task.low(one, language) for one in waits.low),
            *(task.unread(one, language) for one in waits.unread),
        ]


def requested(rows: list[Taught], language: str) -> Iterator[tuple[list[Taught], dict[str, Any]]]:
    """Requests, and proposals that answer one of the educator's, each beside all of its times."""
    for _, each in groupby(rows, lambda row: row.proposal):
        times = list(each)
        is_request = times[0].asking == Kind.REQUEST
        asked = task.request(times[0], language) if is_request else task.counter(times, language)
        yield times, asked

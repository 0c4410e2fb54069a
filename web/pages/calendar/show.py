"""/calendar: the educator's week, and what is to do."""

from collections.abc import Sequence
from datetime import time, timedelta

from litestar import get

from domain.accounts.visitor import Visitor
from domain.availability import picture
from domain.profiles.actor import Staff
from domain.providers import first_steps
from domain.sessions import week as weeks
from domain.sessions.wall_clock import instant
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.pages.calendar import asked as asked_for
from web.pages.calendar import bands, todo, week
from web.pages.calendar.bands import Bands
from web.respond import show
from web.words import zones


@get("/calendar")
async def index(request: Request) -> Answer:
    """Shape: ?date= any day of the week to show, ?learner= for whom something is planned,
    also several.

    Choice: a phone opens at today's day, and what is to do and the days to come follow it.
    """
    educator = access.staff(request)
    asked = request.query_params.get("date", "")
    if learners := request.query_params.getall("learner", []):
        # When a family has time touches no topic of the educator's.
        return await _show(request, educator, asked, learners=learners)
    tag = await etag(request, educator, todo.shows(educator), "calendar", asked)
    return not_modified(request, tag) or await _show(request, educator, asked, tag)


async def _show(
    request: Request,
    educator: Visitor[Staff],
    asked: str,
    tag: str = "",
    learners: Sequence[str] = (),
) -> Answer:
    here = zones.named(educator.time_zone)
    day = asked_for.day(asked, zones.today(here))
    monday = day - timedelta(days=day.weekday())
    start, end = (instant(day, time.min, here.key) for day in (monday, monday + timedelta(days=7)))
    taught = await weeks.taught_between(educator.profile_id, start, end)
    days = monday, monday + timedelta(days=6)
    known = await picture.read_hours(educator.profile_id, *days, busy=(start, end))
    planned = await bands.asked(learners, monday, educator) if learners else Bands()
    tasks = await todo.tasks(educator)
    steps = None if taught else await first_steps.of(by=educator.actor)
    with zones.reading_in(educator.time_zone):
        shown = week.context(taught, known, monday, educator.language, asked=bool(asked))
        shown = bands.drawn(shown, planned, educator.language)
        context = {**shown, "todo": tasks, "first_steps": steps}
        # What is offered and invited touches no topic, so with them it is no page to be kept.
        return show(request, "calendar/show", context, etag="" if steps else tag)

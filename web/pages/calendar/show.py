"""/calendar: the educator's week, and what is to do."""

from datetime import date, time, timedelta

from litestar import get

from domain import topics
from domain.accounts.visitor import Visitor
from domain.availability import shade
from domain.profiles.actor import Staff
from domain.providers import first_steps
from domain.sessions import week as weeks
from domain.sessions.wall_clock import instant
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.pages.calendar import todo, week
from web.respond import show
from web.words import zones


@get("/calendar")
async def index(request: Request) -> Answer:
    """Shape: ?date= any day of the week to show."""
    educator = access.staff(request)
    asked = request.query_params.get("date", "")
    shows = [
        topics.name(aspect, educator.profile_id) for aspect in ("session", "people", "connection")
    ]
    # Of each family taught: it runs out of credits by what other educators propose as well.
    shows += sorted(name for name in educator.versions if topics.aspects([name]) == "credits")
    tag = await etag(request, educator, shows, "calendar", asked)
    return not_modified(request, tag) or await _show(request, educator, asked, tag)


async def _show(request: Request, educator: Visitor[Staff], asked: str, tag: str) -> Answer:
    here = zones.named(educator.time_zone)
    monday = _monday(asked, zones.today(here))
    start, end = (instant(day, time.min, here.key) for day in (monday, monday + timedelta(days=7)))
    taught = await weeks.taught_between(educator.profile_id, start, end)
    shades = await shade.between(educator.profile_id, monday, monday + timedelta(days=6))
    tasks = await todo.tasks(educator)
    steps = None if taught else await first_steps.of(by=educator.actor)
    with zones.reading_in(educator.time_zone):
        shown = week.context(taught, shades, monday, educator.language, asked=bool(asked))
        context = {**shown, "todo": tasks, "first_steps": steps}
        # What is offered and invited touches no topic, so with them it is no page to be kept.
        return show(request, "calendar/show", context, etag="" if steps else tag)


def _monday(asked: str, today: date) -> date:
    """Of the week asked for, else of this one."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    if not 2000 <= day.year <= 2100:
        day = today
    return day - timedelta(days=day.weekday())

"""/calendar: the educator's week, and what is to do."""

from datetime import date, time, timedelta

from litestar import get

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Forbidden
from domain.sessions import lists
from domain.sessions.wall_clock import instant
from web.access import PERSON, Request
from web.pages.calendar import todo, week
from web.respond import Answer, etag, not_modified, show
from web.words import formats

BUCKET_SECONDS = 300


@get("/calendar")
async def index(request: Request, educator: PERSON) -> Answer:
    """Shape: ?date= any day of the week to show."""
    asked = request.query_params.get("date", "")
    # What can be marked missed moves with the clock; sessions begin every five minutes at most.
    age = int(clock.now().timestamp()) // BUCKET_SECONDS
    tag = etag(request, educator, "calendar", asked, age)
    return not_modified(request, tag) or await _show(request, educator, asked, tag)


async def _show(request: Request, educator: Visitor, asked: str, tag: str) -> Answer:
    if educator.educator_id is None:
        raise Forbidden
    here = formats.zone(educator.time_zone)
    monday = _monday(asked, formats.today(here))
    start, end = (instant(day, time.min, here.key) for day in (monday, monday + timedelta(days=7)))
    found = await lists.taught_between(educator.educator_id, start, end)
    tasks = await todo.tasks(educator)
    with formats.reading_in(educator.time_zone):
        context = {**week.context(found, monday, educator.language), "todo": tasks}
        return show(request, "calendar/show", context, etag=tag)


def _monday(asked: str, today: date) -> date:
    """Of the week asked for, else of this one."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    if not 2000 <= day.year <= 2100:
        day = today
    return day - timedelta(days=day.weekday())

"""/availability/calendars: calendars elsewhere, whose busy times are offered to nobody."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import topics
from domain.accounts.visitor import Visitor
from domain.busy import busy_calendar, listed, source
from domain.busy.listed import Shown
from domain.errors import Invalid
from domain.profiles.actor import Staff
from web import access, forms, trail
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.respond import done, show
from web.words import busy, zones

PAGE = "/availability/calendars"


@get("/availability/calendars")
async def index(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    return await _show(request, educator, forms.blank(request))


@post("/availability/calendars")
async def create(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    form = await forms.read(request)
    name = form.text("name", most=busy_calendar.NAME_MOST)
    address = form.text("address", most=source.LENGTH_MOST)
    try:
        if form.is_valid:
            await busy_calendar.add(form.key(), name, address, by=educator.actor)
            trail.noted(request, "added a busy calendar")
            return done(request, to=PAGE, notice="busy.added")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, educator, form, status=422)


@post("/availability/calendars/{calendar_id:uuid}/reading")
async def read(request: Request, calendar_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    educator = access.staff(request)
    await busy_calendar.ask(calendar_id, by=educator.actor)
    return done(request, to=PAGE, notice="busy.asked")


@get("/availability/calendars/{calendar_id:uuid}/end")
async def ending(request: Request, calendar_id: FromPath[UUID]) -> Answer:
    """Asked once, for its address is kept nowhere else here. Errors: NotFound."""
    educator = access.staff(request)
    kept = await listed.reachable(calendar_id, by=educator.actor)
    with zones.reading_in(educator.time_zone):
        one = _row(kept, educator.language)
    return show(request, "availability/calendar_end", {"calendar": one})


@post("/availability/calendars/{calendar_id:uuid}/end")
async def end(request: Request, calendar_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    educator = access.staff(request)
    await busy_calendar.remove(calendar_id, by=educator.actor)
    trail.noted(request, "removed a busy calendar")
    return done(request, to=PAGE, notice="busy.removed")


async def _show(
    request: Request, educator: Visitor[Staff], form: Form, status: int = 200
) -> Answer:
    hear(request, [topics.name("people", educator.profile_id)])
    kept = await listed.of(educator.profile_id)
    with zones.reading_in(educator.time_zone):
        rows = [_row(each, educator.language) for each in kept]
    return show(request, "availability/calendars", {"form": form, "calendars": rows}, status=status)


def _row(each: Shown, language: str) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "source": f"{each.host} … {each.ending}",
        "state": busy.state(each.fault, each.read_at, language),
        "is_failing": each.fault is not None,
    }

"""/series/{id}: all dates of a series, to be answered or looked at."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import topics
from domain.profiles.actor import Staff
from domain.sessions import session
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.notifications import reading
from web.pages.series import dates
from web.respond import show


@get("/series/{series_id:uuid}")
async def show_one(request: Request, series_id: FromPath[UUID]) -> Answer:
    """Rule: S7. Errors: NotFound. Shape: ?session=… are those that were ticked before."""
    person = access.person(request)
    sessions = await session.of_series(series_id, by=person.actor)
    hear(request, [topics.name(each, sessions[0].family) for each in ("session", "credits")])
    is_staff = isinstance(person.actor, Staff)
    proposals = dict.fromkeys(each.proposal for each in sessions)
    context = {
        "series": await dates.context(sessions, person, ticked=_ticked(request)),
        "back_address": "/calendar" if is_staff else "/sessions",
        **await reading.unread(person, *proposals),
    }
    return show(request, "series/show", context)


def _ticked(request: Request) -> set[UUID] | None:
    """None where nothing was ticked yet."""
    return set(reading.ids(" ".join(request.query_params.getall("session", [])))) or None

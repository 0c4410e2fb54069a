"""/sessions/{id}: "Meeting-Info"."""

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
from web.pages.sessions import meeting
from web.respond import show


@get("/sessions/{session_id:uuid}")
async def show_one(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S12. Errors: NotFound."""
    person = access.person(request)
    one = await session.reachable(session_id, by=person.actor)
    hear(request, [topics.name(each, one.family) for each in ("session", "credits")])
    context = {
        "session": await meeting.context(one, person),
        "back_address": "/calendar" if isinstance(person.actor, Staff) else "/sessions",
        **await reading.unread(person, one.id, one.proposal),
    }
    return show(request, "sessions/show", context)

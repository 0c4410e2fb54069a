"""/sessions/{id}: "Meeting-Info"."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.sessions import session
from web.access import PERSON, Request
from web.pages.sessions import meeting
from web.respond import Answer, show


@get("/sessions/{session_id:uuid}")
async def show_one(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S12. Errors: NotFound."""
    found = await session.reachable(session_id, by=person)
    context = {
        "session": await meeting.context(found, person),
        "back_address": "/calendar" if person.educator_id else "/sessions",
    }
    return show(request, "sessions/show", context)

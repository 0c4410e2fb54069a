"""/sessions/{id}/completion: what was marked missed was held after all."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.sessions import attendance, session
from web.access import PERSON, Request
from web.pages.sessions import changed
from web.respond import Answer, done


@post("/sessions/{session_id:uuid}/completion")
async def create(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooLate, Stale."""
    found = await session.reachable(session_id, by=person)
    await attendance.correct(found, by=person)
    context = await changed.context(request, found, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice="session.completed")

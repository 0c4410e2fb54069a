"""/sessions/{id}/confirmation/withdrawal: "Rückgängig", for ten seconds."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.sessions import session, withdrawal
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed


@post("/sessions/{session_id:uuid}/confirmation/withdrawal")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S1. Errors: NotFound, Forbidden, Stale, UndoOver."""
    person = access.person(request)
    waiting = await session.reachable(session_id, by=person.actor)
    await withdrawal.undo(waiting, by=person.actor)
    notice = "session.reopened" if waiting.is_request else "session.unconfirmed"
    return await changed.done(request, waiting, person, notice=notice)

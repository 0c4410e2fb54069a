"""/sessions/{id}/waiver: the educator gives back what a late cancellation lapsed."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.credits import standing
from domain.profiles.actor import Actor
from domain.sessions import session, waiver
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/waiver")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    lapsed = await _lapsed(session_id, person)
    return reasons.show(request, "sessions/waiver", lapsed, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/waiver")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    lapsed = await _lapsed(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=True)
    if not form.is_valid:
        return reasons.show(request, "sessions/waiver", lapsed, person, form)
    await waiver.waive(lapsed, why, by=person.actor)
    return await changed.done(request, lapsed, person, notice="session.waived")


async def _lapsed(session_id: UUID, person: Visitor[Actor]) -> Session:
    cancelled = await session.reachable(session_id, by=person.actor)
    counts = await standing.of_session(cancelled.id)
    if refused := waiver.refusal(cancelled, counts, by=person.actor):
        raise refused
    return cancelled

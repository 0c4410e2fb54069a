"""/sessions/{id}/completion: what was marked missed was held after all."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import attendance_correction, session
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/completion")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Says what it brings. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    correctable = await _correctable(session_id, person)
    return reasons.show(request, "sessions/completion", correctable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/completion")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    correctable = await _correctable(session_id, person)
    await attendance_correction.make(correctable, by=person.actor)
    return await changed.done(request, correctable, person, notice="session.completed")


async def _correctable(session_id: UUID, person: Visitor[Actor]) -> Session:
    missed = await session.reachable(session_id, by=person.actor)
    if refused := attendance_correction.refusal(missed, by=person.actor, now=clock.now()):
        raise refused
    return missed

"""/sessions/{id}/objection: the family says that the child was there."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import objection, objection_standing, session
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/objection")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale, ObjectionOver, AlreadyObjected."""
    person = access.person(request)
    missed = await _open(session_id, person)
    return reasons.show(request, "sessions/objection", missed, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/objection")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale, ObjectionOver, AlreadyObjected."""
    person = access.person(request)
    missed = await _open(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=True)
    if not form.is_valid:
        return reasons.show(request, "sessions/objection", missed, person, form)
    await objection.make(missed, why, by=person.actor)
    return await changed.done(request, missed, person, notice="session.objected")


async def _open(session_id: UUID, person: Visitor[Actor]) -> Session:
    missed = await session.reachable(session_id, by=person.actor)
    made = await objection_standing.of(missed)
    if refused := objection.refusal(missed, made, by=person.actor, now=clock.now()):
        raise refused
    return missed

"""/sessions/{id}/decline: "Passt nicht"."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import answer, session
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/decline")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S2 S3. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    answerable = await _answerable(session_id, person)
    return reasons.show(request, "sessions/decline", answerable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/decline")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S1 S3. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    answerable = await _answerable(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=answerable.is_request)
    if not form.is_valid:
        return reasons.show(request, "sessions/decline", answerable, person, form)
    await answer.decline(answerable, by=person.actor, why=why)
    return await changed.done(request, answerable, person, notice="session.declined")


async def _answerable(session_id: UUID, person: Visitor[Actor]) -> Session:
    waiting = await session.reachable(session_id, by=person.actor)
    answer.must_be_answerable(waiting, by=person.actor)
    return waiting

"""/sessions/{id}/upholding: the educator reads an objection, and the session stays missed."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import objection_standing, session, upholding
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/upholding")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    missed, said = await _open(session_id, person)
    form = forms.blank(request)
    return reasons.show(request, "sessions/upholding", missed, person, form, said=said)


@post("/sessions/{session_id:uuid}/upholding")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    missed, said = await _open(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=True)
    if not form.is_valid:
        return reasons.show(request, "sessions/upholding", missed, person, form, said=said)
    await upholding.uphold(missed, why, by=person.actor)
    return await changed.done(request, missed, person, notice="session.upheld")


async def _open(session_id: UUID, person: Visitor[Actor]) -> tuple[Session, str]:
    """The session, and what the family said."""
    missed = await session.reachable(session_id, by=person.actor)
    made = await objection_standing.of(missed)
    if refused := upholding.refusal(missed, made, by=person.actor):
        raise refused
    return missed, (made.why if made else "") or ""

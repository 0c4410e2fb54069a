"""/sessions/{id}/absence: nobody came."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import attendance, session
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import changed, costs, reasons


@get("/sessions/{session_id:uuid}/absence")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    markable = await _markable(session_id, person)
    return _show(request, markable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/absence")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    markable = await _markable(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form)
    if not form.is_valid:
        return _show(request, markable, person, form)
    await attendance.mark_missed(markable, by=person.actor, why=why)
    return await changed.done(request, markable, person, notice="session.missed")


async def _markable(session_id: UUID, person: Visitor[Actor]) -> Session:
    held = await session.reachable(session_id, by=person.actor)
    if refused := attendance.missing_refusal(held, by=person.actor, now=clock.now()):
        raise refused
    return held


def _show(request: Request, held: Session, reader: Visitor[Actor], form: Form) -> Answer:
    lapsing = costs.lapsing(held.credits, reader.language)
    return reasons.show(request, "sessions/absence", held, reader, form, lapsing=lapsing)

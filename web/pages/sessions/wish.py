"""/sessions/{id}/wish: what a family wished for in words, answered without a time. Rule: S9."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import session, wish_decline
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, reasons


@get("/sessions/{session_id:uuid}/wish")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    given_up = await _open(session_id, person)
    form = forms.blank(request)
    return reasons.show(request, "sessions/wish", given_up, person, form, said=given_up.wished)


@post("/sessions/{session_id:uuid}/wish")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    given_up = await _open(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=True)
    if not form.is_valid:
        said = given_up.wished
        return reasons.show(request, "sessions/wish", given_up, person, form, said=said)
    await wish_decline.decline(given_up, why, by=person.actor)
    return await changed.done(request, given_up, person, notice="session.wish_declined")


async def _open(session_id: UUID, person: Visitor[Actor]) -> Session:
    given_up = await session.reachable(session_id, by=person.actor)
    if refused := wish_decline.refusal(given_up, by=person.actor):
        raise refused
    return given_up

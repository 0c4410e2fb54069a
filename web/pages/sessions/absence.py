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
from web.pages.sessions import changed, costs, meeting
from web.pages.sessions.words import FAMILY
from web.respond import done, show
from web.words import formats
from web.words.translations import say

REASON_MOST = 500


@get("/sessions/{session_id:uuid}/absence")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    markable = await _markable(session_id, person)
    return await _show(request, markable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/absence")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    person = access.person(request)
    markable = await _markable(session_id, person)
    form = await forms.read(request)
    why = form.paragraph("reason", most=REASON_MOST)
    if not form.is_valid:
        return await _show(request, markable, person, form, status=422)
    await attendance.mark_missed(markable, by=person.actor, why=why)
    context = await changed.context(request, markable, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice="session.missed")


async def _markable(session_id: UUID, person: Visitor[Actor]) -> Session:
    held = await session.reachable(session_id, by=person.actor)
    if refused := attendance.missing_refusal(held, by=person.actor, now=clock.now()):
        raise refused
    return held


async def _show(
    request: Request, found: Session, reader: Visitor[Actor], form: Form, status: int = 200
) -> Answer:
    with formats.reading_in(reader.time_zone):
        shown = meeting.brief(found, reader, "absence")
    context = {
        "dom_id": shown["dom_id"],
        "session": shown,
        "family": say(reader.language, FAMILY, name=found.family_name),
        "lapsing": costs.lapsing(found.credits, reader.language),
        "form": form,
    }
    return show(request, "sessions/absence", context, status=status)

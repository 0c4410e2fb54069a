"""/sessions/{id}/absence: nobody came."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles import family
from domain.sessions import attendance, lists, session
from domain.sessions.session import Session
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.sessions import changed, meeting
from web.pages.sessions.words import FAMILY
from web.respond import Answer, done, show
from web.words import formats
from web.words.translations import say

REASON_MOST = 500


@get("/sessions/{session_id:uuid}/absence")
async def new(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    found = await session.reachable(session_id, by=person)
    attendance.must_be_markable(found, by=person, now=clock.now())
    return await _show(request, found, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/absence")
async def create(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, TooEarly, TooLate, Stale."""
    found = await session.reachable(session_id, by=person)
    form = await forms.read(request)
    why = form.paragraph("reason", most=REASON_MOST)
    if not form.is_valid and person.educator_id == found.educator:
        return await _show(request, found, person, form, status=422)
    await attendance.mark_missed(found, by=person, why=why)
    context = await changed.context(request, found, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice="session.missed")


async def _show(
    request: Request, found: Session, reader: Visitor, form: Form, status: int = 200
) -> Answer:
    row = await lists.one(found.id)
    home = (await family.by_id(found.family)).name
    with formats.reading_in(reader.time_zone):
        shown = meeting.brief(found, row, reader, "absence")
    context = {
        "dom_id": shown["dom_id"],
        "session": shown,
        "family": say(reader.language, FAMILY, name=home),
        "lapsing": meeting.lapsing(found.credits, reader.language),
        "form": form,
    }
    return show(request, "sessions/absence", context, status=status)

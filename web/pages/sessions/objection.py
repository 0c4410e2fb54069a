"""/sessions/{id}/objection: the family says that the child was there."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.sessions import attendance, lists, session
from domain.sessions.session import Session
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.sessions import changed, meeting
from web.respond import Answer, done, show
from web.words import formats

REASON_MOST = 500


@get("/sessions/{session_id:uuid}/objection")
async def new(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale, TooLate, AlreadyObjected."""
    found = await session.reachable(session_id, by=person)
    await attendance.must_be_objectable(found, by=person)
    return await _show(request, found, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/objection")
async def create(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S11. Errors: NotFound, Forbidden, Stale, TooLate."""
    found = await session.reachable(session_id, by=person)
    form = await forms.read(request)
    why = form.paragraph("reason", most=REASON_MOST)
    try:
        if form.is_valid:
            await attendance.object_to_absence(found, why, by=person)
    except Invalid as error:
        form.refuse("reason", error.code)
    if not form.is_valid:
        return await _show(request, found, person, form, status=422)
    context = await changed.context(request, found, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice="session.objected")


async def _show(
    request: Request, found: Session, reader: Visitor, form: Form, status: int = 200
) -> Answer:
    row = await lists.one(found.id)
    with formats.reading_in(reader.time_zone):
        shown = meeting.brief(found, row, reader, "objection")
    context = {
        "dom_id": shown["dom_id"],
        "session": shown,
        "educator": row.educator.split()[0],
        "form": form,
    }
    return show(request, "sessions/objection", context, status=status)

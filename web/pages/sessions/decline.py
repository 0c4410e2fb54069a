"""/sessions/{id}/decline: "Passt nicht"."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.sessions import answer, lists, session
from domain.sessions.session import Session
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.sessions import changed, meeting
from web.respond import Answer, done, show
from web.words import formats

REASON_MOST = 500


@get("/sessions/{session_id:uuid}/decline")
async def new(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S2 S3. Errors: NotFound, Forbidden, Stale."""
    found = await _answerable(session_id, person)
    return await _show(request, found, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/decline")
async def create(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S1 S3. Errors: NotFound, Forbidden, Stale."""
    found = await _answerable(session_id, person)
    form = await forms.read(request)
    why = form.paragraph("reason", most=REASON_MOST)
    if not form.is_valid:
        return await _show(request, found, person, form, status=422)
    await answer.decline(found, by=person, why=why)
    context = await changed.context(request, found, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice="session.declined")


async def _answerable(session_id: UUID, person: Visitor) -> Session:
    found = await session.reachable(session_id, by=person)
    await answer.must_be_answerable(found, by=person)
    return found


async def _show(
    request: Request, found: Session, reader: Visitor, form: Form, status: int = 200
) -> Answer:
    row = await lists.one(found.id)
    with formats.reading_in(reader.time_zone):
        shown = meeting.brief(found, row, reader, "decline")
    context = {
        "dom_id": shown["dom_id"],
        "session": shown,
        "educator": row.educator.split()[0],
        "form": form,
    }
    return show(request, "sessions/decline", context, status=status)

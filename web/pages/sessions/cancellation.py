"""/sessions/{id}/cancellation: says what it costs, then cancels."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Forbidden
from domain.profiles import family
from domain.sessions import cancellation, lists, session, state
from domain.sessions.cancellation import Terms, WouldLapse
from domain.sessions.session import Session, State
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.sessions import changed, meeting
from web.pages.sessions.words import FAMILY
from web.respond import Answer, done, language_of, show
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

REASON_MOST = 500
MOVED = N_("Inzwischen gilt etwas anderes. Lies, was es jetzt bedeutet.")
NO_CREDIT = N_("Kurzfristig, aber es verfällt kein Credit")


@get("/sessions/{session_id:uuid}/cancellation")
async def new(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S8 S10. Errors: NotFound, Forbidden, Stale."""
    found = await _cancellable(session_id, person)
    return await _show(request, found, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/cancellation")
async def create(request: Request, person: PERSON, session_id: FromPath[UUID]) -> Answer:
    """Rule: S8 S10. Errors: NotFound, Forbidden, Stale.

    Choice: the form says what its reader was told; where that has changed it is shown again.
    """
    found = await _cancellable(session_id, person)
    form = await forms.read(request)
    why, agreed = form.paragraph("reason", most=REASON_MOST), form.value("outcome")
    if not form.is_valid:
        return await _show(request, found, person, form, status=422)
    if agreed != _outcome(found, _terms(found, person)):
        return await _show_changed(request, found, person, form)
    try:
        terms = await cancellation.cancel(
            found, by=person, why=why, accepts_lapse=agreed == "lapses"
        )
    except WouldLapse:
        return await _show_changed(request, found, person, form)
    context = await changed.context(request, found, person)
    to = f"/sessions/{session_id}"
    return done(request, "sessions/changed", context, to=to, notice=_notice(found, terms))


async def _cancellable(session_id: UUID, person: Visitor) -> Session:
    found = await session.reachable(session_id, by=person)
    if person.is_child:
        raise Forbidden
    if not cancellation.can_cancel(found, by=person, now=clock.now()):
        raise state.Stale(State(found.state))
    return found


def _terms(found: Session, reader: Visitor) -> Terms:
    return cancellation.terms(found, by=reader, now=clock.now())


def _outcome(found: Session, terms: Terms) -> str:
    if terms.by_educator:
        return "offer" if found.state == State.PENDING else "released"
    return "free" if terms.is_free else "lapses"


def _notice(found: Session, terms: Terms) -> str:
    if terms.credits_lost:
        return "session.cancelled_lapsed"
    is_told = found.credits and not terms.by_educator and found.notice_hours is not None
    return "session.cancelled_free" if is_told else "session.cancelled"


async def _show_changed(request: Request, found: Session, reader: Visitor, form: Form) -> Answer:
    form.errors["form"] = say(language_of(request), MOVED)
    return await _show(request, found, reader, form, status=409)


async def _show(
    request: Request, found: Session, reader: Visitor, form: Form, status: int = 200
) -> Answer:
    terms, row = _terms(found, reader), await lists.one(found.id)
    home = (await family.by_id(found.family)).name
    with formats.reading_in(reader.time_zone):
        shown = meeting.brief(found, row, reader, "cancellation")
        context = {
            "dom_id": shown["dom_id"],
            "session": shown,
            "outcome": _outcome(found, terms),
            "educator": row.educator.split()[0],
            "family": say(reader.language, FAMILY, name=home),
            "form": form,
            **_times(found, terms, reader),
        }
        return show(request, "sessions/cancellation", context, status=status)


def _times(found: Session, terms: Terms, reader: Visitor) -> dict[str, Any]:
    """Until when it was or is free, and what is lost. Within formats.reading_in()."""
    said, until = Formats(reader.language), terms.free_until
    minutes = int(terms.starts_in.total_seconds()) // 60
    return {
        "free_until": said.moment(until) if until else "",
        "free_until_iso": formats.iso(until) if until else "",
        "free_left": said.until(until) if until else "",
        "starts_left": said.length(minutes),
        "notice_hours": found.notice_hours,
        "lapsing": _lapsing(terms.credits_lost, reader.language),
    }


def _lapsing(count: int, language: str) -> str:
    return meeting.lapsing(count, language) or say(language, NO_CREDIT)

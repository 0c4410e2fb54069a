"""/sessions/{id}/note: what the educator writes of a session."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import note, noted, session
from domain.sessions.note import NoteChanged
from domain.sessions.noted import Written
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import changed, reasons

MOST_CHANGES = 32_000
"""As many as the table counts."""


@get("/sessions/{session_id:uuid}/note")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S15. Errors: NotFound, Forbidden, Stale, TooEarly."""
    person = access.person(request)
    held = await _noteworthy(session_id, person)
    written = await noted.of_session(held, by=person.actor)
    form = forms.blank(request, **_typed(written))
    return _show(request, held, person, form)


@post("/sessions/{session_id:uuid}/note")
async def write(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S15. Errors: NotFound, Forbidden, Stale, TooEarly."""
    person = access.person(request)
    held = await _noteworthy(session_id, person)
    form = await forms.read(request)
    for_family, private, seen = _read(form)
    if not form.is_valid:
        return _show(request, held, person, form)
    try:
        await note.write(held, for_family, private, seen=seen, by=person.actor)
    except NoteChanged as error:
        form.refuse("form", "changed_meanwhile")
        return _show(request, held, person, form, error.now)
    return await changed.done(request, held, person, notice="session.noted")


def _read(form: Form) -> tuple[str, str, int]:
    """Shape: for the family, private, which version was seen."""
    return (
        form.paragraph("for_family", most=note.LENGTH),
        form.paragraph("private", most=note.LENGTH),
        form.integer("seen", most=MOST_CHANGES) or 0,
    )


def _show(
    request: Request,
    held: Session,
    person: Visitor[Actor],
    form: Form,
    meanwhile: Written | None = None,
) -> Answer:
    """Choice: what was changed elsewhere meanwhile stands beside what was typed here, and saving
    once more puts this in its place.
    """
    return reasons.show(request, "sessions/note", held, person, form, meanwhile=meanwhile)


def _typed(written: Written | None) -> dict[str, str]:
    if written is None:
        return {}
    return {
        "for_family": written.for_family,
        "private": written.private,
        "seen": str(written.version),
    }


async def _noteworthy(session_id: UUID, person: Visitor[Actor]) -> Session:
    held = await session.reachable(session_id, by=person.actor)
    if refused := note.refusal(held, by=person.actor, now=clock.now()):
        raise refused
    return held

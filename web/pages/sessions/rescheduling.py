"""/sessions/{id}/rescheduling: the family gives a session up and says which time would suit."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Actor
from domain.sessions import replacing, rescheduling, session
from domain.sessions.cancellation import TermsChanged
from domain.sessions.rescheduling import TooLateToMove
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import cancelling, changed, subject, wanted
from web.respond import show
from web.words import zones
from web.words.refusals import sentence


@get("/sessions/{session_id:uuid}/rescheduling")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S9. Errors: NotFound, Forbidden, Stale.

    Choice: later than the notice the page says what is possible instead.
    """
    person = access.person(request)
    movable, late = await _movable(session_id, person)
    return await _show(request, movable, person, forms.blank(request), is_late=late is not None)


@post("/sessions/{session_id:uuid}/rescheduling")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S9. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    movable, late = await _movable(session_id, person)
    guardian = access.guardian(request)
    form = await forms.read(request)
    if late is not None:
        return await _show(request, movable, person, form, status=409, is_late=True)
    words = form.paragraph("words", most=rescheduling.WORDS_MOST)
    starts = await wanted.read(form, movable, person)
    if not form.is_valid:
        return await _show(request, movable, person, form, status=422)
    try:
        told = form.checked("moving")
        await rescheduling.ask(movable, starts, words, by=guardian.actor, is_told_moving=told)
    except (Invalid, TermsChanged) as error:
        return await _refused(request, movable, person, form, error)
    to = f"/sessions/{movable.id}"
    return await changed.done(request, movable, person, notice="session.rescheduled", to=to)


async def _refused(
    request: Request,
    movable: Session,
    person: Visitor[Actor],
    form: Form,
    error: Invalid | TermsChanged,
) -> Answer:
    """The form again, which says why."""
    if isinstance(error, Invalid):
        form.refuse_because(error)
        return await _show(request, movable, person, form, status=422)
    form.errors["form"] = sentence(error, person.language)
    return await _show(request, movable, person, form, status=409)


async def _movable(
    session_id: UUID, person: Visitor[Actor]
) -> tuple[Session, TooLateToMove | None]:
    aimed = await session.reachable(session_id, by=person.actor)
    refused = rescheduling.refusal(aimed, by=person.actor, now=clock.now())
    if isinstance(refused, TooLateToMove):
        return aimed, refused
    if refused:
        raise refused
    return aimed, None


async def _show(
    request: Request,
    movable: Session,
    person: Visitor[Actor],
    form: Form,
    *,
    is_late: bool = False,
    status: int = 200,
) -> Answer:
    moves = await replacing.waiting([movable.id])
    with zones.reading_in(person.time_zone):
        context: dict[str, Any] = {
            **subject.of(movable, person, form, "rescheduling"),
            "is_late": is_late,
            "is_moving": bool(moves),
            "leaver": movable.learner_name if movable.group_date else "",
            **cancelling.free(movable.free_until, person.language),
            **wanted.context(form, movable, person),
        }
        return show(request, "sessions/rescheduling", context, status=status)

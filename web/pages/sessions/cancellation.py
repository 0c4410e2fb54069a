"""/sessions/{id}/cancellation: says what it costs, then cancels.

Choice: the form says what its reader was told; where that has changed it is shown again.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import (
    answer,
    cancellation,
    replacing,
    series_cancellation,
    session,
    terms,
)
from domain.sessions.cancellation import TermsChanged
from domain.sessions.series_cancellation import Part, Scope
from domain.sessions.session import Session
from domain.sessions.terms import Outcome, Terms
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import cancelling, changed, reasons, scopes, subject
from web.respond import show
from web.wishes import language_of
from web.words import zones
from web.words.refusals import sentence


@get("/sessions/{session_id:uuid}/cancellation")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S8 S10. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    cancellable = await _cancellable(session_id, person)
    return await _show(request, cancellable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/cancellation")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S7 S8 S10. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    cancellable = await _cancellable(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form)
    if not form.is_valid:
        return await _show(request, cancellable, person, form, status=422)
    try:
        notice = await _cancel(cancellable, form, why, person)
    except TermsChanged as error:
        form.errors["form"] = sentence(error, language_of(request))
        return await _show(request, cancellable, person, form, status=409)
    return await changed.done(request, cancellable, person, notice=notice)


async def _cancellable(session_id: UUID, person: Visitor[Actor]) -> Session:
    planned = await session.reachable(session_id, by=person.actor)
    if refused := cancellation.refusal(planned, by=person.actor, now=clock.now()):
        raise refused
    return planned


async def _cancel(cancellable: Session, form: Form, why: str, person: Visitor[Actor]) -> str:
    """What is said of it then. Errors: Forbidden, Stale, TermsChanged."""
    if scope := scopes.chosen(form):
        await scopes.cancel(cancellable, scope, form, why, person)
        return "series.cancelled"
    holds = await cancellation.cancel(
        cancellable,
        by=person.actor,
        why=why,
        agreed=_agreed(form.value("outcome")),
        is_told_moving=form.checked("moving"),
        frees=form.checked("frees") or None,
    )
    return _notice(cancellable, holds)


def _agreed(told: str) -> Outcome:
    """Errors: TermsChanged, for a form that says nothing of it."""
    try:
        return Outcome(told)
    except ValueError:
        raise TermsChanged from None


def _notice(cancellable: Session, holds: Terms) -> str:
    if holds.outcome == Outcome.OFFER:
        return "session.withdrawn"
    if holds.credits_lost:
        return "session.cancelled_lapsed"
    is_told = cancellable.credits and not holds.by_educator and cancellable.notice_hours is not None
    return "session.cancelled_free" if is_told else "session.cancelled"


async def _show(
    request: Request, cancellable: Session, reader: Visitor[Actor], form: Form, status: int = 200
) -> Answer:
    holds = terms.of(cancellable, by=reader.actor, now=clock.now())
    parts = await series_cancellation.parts(cancellable, by=reader.actor)
    with zones.reading_in(reader.time_zone):
        context = {
            **subject.of(cancellable, reader, form, "cancellation"),
            "outcome": holds.outcome.value,
            "scopes": scopes.rows(cancellable, holds, parts, reader.language),
            "scope": form.value("scope", Scope.THIS.value),
            **await _touched(cancellable, holds, parts),
            "waiting": await cancelling.waiting(cancellable, holds, reader.language),
            **cancelling.times(cancellable, holds, reader),
        }
        return show(request, "sessions/cancellation", context, status=status)


async def _touched(cancellable: Session, holds: Terms, parts: Sequence[Part]) -> dict[str, Any]:
    """What goes with it. Choice: a proposal of several dates is taken back whole."""
    if holds.outcome == Outcome.OFFER:
        others = await answer.rest([cancellable])
        return {"is_moving": False, "dates_count": len(others) + 1}
    meant = {cancellable.id, *(each.id for part in parts for each, _ in part.dates)}
    return {"is_moving": bool(await replacing.waiting(meant)), "dates_count": 1}

"""/sessions/{id}/decline: "Passt nicht", with times that would suit where there are some."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian
from domain.sessions import answer, answerable, counter, session
from domain.sessions.session import Session
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import changed, obstacles, reasons, wanted


@get("/sessions/{session_id:uuid}/decline")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S2 S3. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    answerable = await _answerable(session_id, person)
    return await _show(request, answerable, person, forms.blank(request))


@post("/sessions/{session_id:uuid}/decline")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S1 S2 S3. Errors: NotFound, Forbidden, Stale."""
    person = access.person(request)
    answerable = await _answerable(session_id, person)
    form = await forms.read(request)
    why = reasons.typed(form, required=answerable.is_request)
    guardian = _proposes(answerable, person)
    starts = await wanted.read(form, answerable, person) if guardian else []
    if not form.is_valid:
        return await _show(request, answerable, person, form)
    if guardian and starts:
        asked = await counter.reply(answerable, starts, by=guardian, why=why)
        to = f"/sessions/{asked[0].id}"
        return await changed.done(request, answerable, person, notice="session.countered", to=to)
    await answer.decline(answerable, by=person.actor, why=why)
    notice = "session.sooner_declined" if answerable.is_sooner else "session.declined"
    return await changed.done(request, answerable, person, notice=notice)


def _proposes(answerable: Session, person: Visitor[Actor]) -> Guardian | None:
    """Who may say other times here. Choice: a series is answered by picking its dates, an earlier
    time by taking it or not, and an educator replies by a proposal of one's own.
    """
    actor = person.actor
    is_asked = answerable.series is None and not answerable.is_sooner
    return actor if isinstance(actor, Guardian) and is_asked else None


async def _show(
    request: Request, answerable: Session, person: Visitor[Actor], form: Form
) -> Answer:
    can_propose = _proposes(answerable, person) is not None
    more = {
        "can_propose": can_propose,
        **wanted.context(form, answerable, person),
        "missing": await obstacles.missing_for(answerable, person) if can_propose else "",
    }
    return reasons.show(request, "sessions/decline", answerable, person, form, **more)


async def _answerable(session_id: UUID, person: Visitor[Actor]) -> Session:
    waiting = await session.reachable(session_id, by=person.actor)
    answerable.must_be(waiting, by=person.actor)
    return waiting

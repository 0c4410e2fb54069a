"""/sessions/{id}/confirmation: the family says yes."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.credits import available
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import answer, answerable, session, state
from domain.sessions.session import Session, State
from web import access
from web.access import Request
from web.answer import Answer, redirect
from web.pages.sessions import changed, costs, meeting, move_answers, obstacles
from web.respond import done, show
from web.words import zones
from web.words.translations import N_, say

HELP = N_("%(name)s kann euch Credits gutschreiben.")


@get("/sessions/{session_id:uuid}/confirmation")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S3 K3. Errors: NotFound, Forbidden, Stale.

    Choice: a date of a series leads to the page of all of them, where it is picked.
    """
    person = access.person(request)
    waiting = await session.reachable(session_id, by=person.actor)
    answerable.must_be(waiting, by=person.actor)
    if waiting.series is not None and await answer.rest([waiting]):
        return redirect(f"/series/{waiting.series}")
    return show(request, "sessions/confirmation", await _context(waiting, person))


@post("/sessions/{session_id:uuid}/confirmation")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S3 S4 K3 N1. Errors: NotFound, Forbidden, Stale, SlotTaken, SoonerTaken,
    NotEnoughCredits.
    """
    person = access.person(request)
    waiting = await session.reachable(session_id, by=person.actor)
    is_one_of_series = waiting.series is not None and await answer.rest([waiting])
    if is_one_of_series and answerable.may_answer(waiting, by=person.actor):
        return done(request, to=f"/series/{waiting.series}", notice="series.to_pick")
    notice = await _confirm(waiting, person)
    return await changed.done(request, waiting, person, notice=notice)


async def _confirm(waiting: Session, person: Visitor[Actor]) -> str:
    """What is said of it then.

    Choice: whoever presses again, or after somebody else of the family, is told so kindly.
    """
    try:
        await answer.confirm(waiting, by=person.actor)
    except state.Stale as error:
        if error.state != State.CONFIRMED:
            raise
        return "session.already_confirmed"
    if waiting.is_sooner:
        return "session.sooner"
    return "session.accepted" if waiting.is_request else "session.confirmed"


async def _context(waiting: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    counts = await available.for_session(waiting)
    in_the_way = await obstacles.of(waiting, reader)
    together = await session.of_proposal(waiting.proposal) if waiting.is_move else []
    with zones.reading_in(reader.time_zone):
        shown = meeting.brief(waiting, reader, "confirmation")
        return {
            "dom_id": shown["dom_id"],
            "session": shown,
            "credits": _held(waiting, counts.free, reader),
            "bound": costs.binding(waiting, reader),
            **in_the_way._asdict(),
            "help": _help(waiting, reader) if in_the_way.asking_address else "",
            "moves": move_answers.asked(together, reader) if waiting.is_move else [],
            "error": "",
        }


def _held(waiting: Session, free: int, reader: Visitor[Actor]) -> str:
    """What confirming takes; what the old time of a move holds goes over to the new one."""
    is_told = waiting.credits and not waiting.leaves_old and isinstance(reader.actor, Guardian)
    return costs.held(waiting.credits, free, reader.language) if is_told else ""


def _help(waiting: Session, reader: Visitor[Actor]) -> str:
    """Who gives credits, of which a child hears nothing."""
    if isinstance(reader.actor, Child):
        return ""
    return say(reader.language, HELP, name=waiting.educator_name)

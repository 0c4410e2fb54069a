"""/sessions/{id}/sooner-wait: a family waits for an earlier time, and waits no more. Rule: S17."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.availability import family_time
from domain.profiles.actor import Guardian
from domain.sessions import session, sooner_wait
from domain.sessions.session import Session
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed, meeting
from web.respond import show
from web.words import ranges, turns, zones
from web.words.formats import Formats
from web.words.translations import N_

AT_ONCE = N_("Alle, die warten, fragen wir zugleich. Wer zuerst nimmt, bekommt die Zeit.")


@get("/sessions/{session_id:uuid}/sooner-wait")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    guardian = access.guardian(request)
    own = await _own(session_id, guardian)
    return show(request, "sessions/sooner_wait", await _context(own, guardian))


@post("/sessions/{session_id:uuid}/sooner-wait")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale."""
    guardian = access.guardian(request)
    own = await _own(session_id, guardian)
    await sooner_wait.wait(own, by=guardian.actor)
    to = f"/sessions/{own.id}"
    return await changed.done(request, own, guardian, notice="sooner.waits", to=to)


@post("/sessions/{session_id:uuid}/sooner-wait/end")
async def end(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian = access.guardian(request)
    own = await session.reachable(session_id, by=guardian.actor)
    await sooner_wait.leave(own, by=guardian.actor)
    to = f"/sessions/{own.id}"
    return await changed.done(request, own, guardian, notice="sooner.waits_no_more", to=to)


async def _own(session_id: UUID, guardian: Visitor[Guardian]) -> Session:
    waiting = await session.reachable(session_id, by=guardian.actor)
    if refused := sooner_wait.refusal(waiting, by=guardian.actor, now=clock.now()):
        raise refused
    return waiting


async def _context(own: Session, guardian: Visitor[Guardian]) -> dict[str, Any]:
    times = await family_time.of(own.learner, own.family)
    with zones.reading_in(guardian.time_zone):
        shown = meeting.brief(own, guardian, "sooner-wait")
        since = own.waits_since
        return {
            "dom_id": shown["dom_id"],
            "session": shown,
            "educator": own.educator_name.split()[0],
            "since": Formats(guardian.language).day(since) if since else "",
            "order": turns.order(own.provider_sooner_hours, AT_ONCE, guardian.language),
            "times": ranges.said(times, guardian.language),
            "times_address": f"/settings/times/{own.learner}",
        }

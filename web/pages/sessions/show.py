"""/sessions/{id}: "Meeting-Info"."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import session
from domain.sessions.session import Session
from web import access
from web.access import Request
from web.answer import Answer, redirect
from web.freshness import hear
from web.pages.notifications import reading
from web.pages.sessions import alternatives, meeting_info
from web.pages.sessions.index import start_of_day
from web.respond import show
from web.words import zones


@get("/sessions/{session_id:uuid}")
async def show_one(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S12. Errors: NotFound.

    Choice: of several times to choose from one that ended by itself leads to those that wait.
    """
    person = access.person(request)
    one = await session.reachable(session_id, by=person.actor)
    if (counts := await alternatives.counting(one)).id != one.id:
        return redirect(f"/sessions/{counts.id}")
    hear(request, [topics.name(each, one.family) for each in ("session", "credits", "document")])
    return show(request, "sessions/show", await _context(one, person))


async def _context(one: Session, person: Visitor[Actor]) -> dict[str, Any]:
    back = _list_of(one, person)
    # News of a session that was given up for other times leads to those.
    told_of = [each for each in (one.id, one.proposal, one.moved_from) if each is not None]
    return {
        "session": await meeting_info.context(one, person),
        "back_address": back,
        "beside_address": "" if person.is_child else back,
        **await reading.unread(person, *told_of),
    }


def _list_of(one: Session, person: Visitor[Actor]) -> str:
    """The address of the list or the week that the session stands in."""
    if isinstance(person.actor, Staff):
        day = one.starts_at.astimezone(zones.named(person.time_zone)).date()
        return f"/calendar?date={day}"
    return "/sessions/past" if one.ends_at < start_of_day(person) else "/sessions"

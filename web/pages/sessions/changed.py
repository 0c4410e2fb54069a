"""After a change of one session: what it changed on the page. Shape: sessions/changed.html."""

from typing import Any
from urllib.parse import parse_qs

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import session as sessions
from domain.sessions.session import Session
from web import respond
from web.access import Request
from web.answer import Answer
from web.pages.series import dates
from web.pages.sessions import index, meeting_info
from web.wishes import asked_from, is_partial, listed_from


async def done(
    request: Request, session: Session, reader: Visitor[Actor], *, notice: str, to: str = ""
) -> Answer:
    """Shape: session as it was before; notice a code of web/words/notices.py; to is where it goes
    on, the session where nothing else is said.

    Choice: a page that asks nothing but this, as the button of a push opens it, is left; a date of
    a series leads to all of them.
    """
    to = to or (f"/series/{session.series}" if session.series else f"/sessions/{session.id}")
    if asked_from(request).path == request.scope["path"]:
        return respond.done(request, to=to, notice=notice)
    context = await _context(request, session, reader)
    return respond.done(request, "sessions/changed", context, to=to, notice=notice)


async def _context(request: Request, before: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """The list, for a family, and Meeting-Info, as they are now.

    Choice: nothing where the page is left, which shows itself anew.
    """
    if not is_partial(request):
        return {}
    now = await sessions.by_id(before.id)
    is_staff = isinstance(reader.actor, Staff)
    listed = {} if is_staff else await index.context(reader, _child(request))
    info = await meeting_info.context(now, reader)
    shown = {**listed, "is_listed": bool(listed), "session": info}
    if now.series is None:
        return shown
    all_dates = await sessions.of_series(now.series, by=reader.actor)
    return {**shown, "series": await dates.context(all_dates, reader)}


def _child(request: Request) -> str:
    """By which child the list was filtered that the answer was given on."""
    return parse_qs(listed_from(request).query).get("child", [""])[-1]

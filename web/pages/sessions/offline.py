"""/sessions/offline: what is to come in full, for the device to keep. Rule: N4."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import get
from markupsafe import Markup, escape

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Staff
from domain.sessions import kept
from web import access
from web.access import Request
from web.answer import JSON, PRIVATE, VARY, Answer
from web.freshness import etag, not_modified
from web.pages.sessions import meeting_info
from web.pages.sessions.index import shows, start_of_day
from web.rendering import templates
from web.respond import base_context
from web.wire.packing import accepted, pack
from web.wishes import language_of, time_zone_of

KEPT_MOST = 50
WEEKS = timedelta(weeks=3)
# Where the title of the session that is kept is put in (service-worker/kept.js).
TITLE = Markup("<!--title-->")


@get("/sessions/offline")
async def index(request: Request) -> Answer:
    """Shape: pane with the markers of kept.js; sessions by id, each title and html. Rule: N4."""
    person = access.person(request)
    tag = await etag(request, person, shows(person), "offline")
    if unchanged := not_modified(request, tag):
        return unchanged
    back = "/calendar" if isinstance(person.actor, Staff) else "/sessions"
    values = _around(request, title=TITLE, back_address=back)
    pane = templates.page("sessions/offline", *values, around="pane")
    everything = {"pane": pane, "sessions": await _sessions(request, person)}
    return _packed(request, msgspec.json.encode(everything), tag)


async def _sessions(request: Request, person: Visitor[Actor]) -> dict[str, dict[str, str]]:
    until = clock.now() + WEEKS if isinstance(person.actor, Staff) else None
    to_keep = await kept.coming(person.actor, start_of_day(person), until, KEPT_MOST)
    sessions = {}
    for one in to_keep:
        shown = meeting_info.described(one.session, person, one.history, one.credits)
        values = _around(request, session=shown, is_kept=True)
        html = templates.render("partials/sessions/show.html", *values)
        sessions[str(one.session.id)] = {"title": str(escape(shown["title"])), "html": html}
    return sessions


def _packed(request: Request, body: bytes, tag: str) -> Answer:
    """Worth more effort than a page, for fifty details that are much alike become a twentieth."""
    headers = [(b"content-type", JSON), PRIVATE, VARY]
    if tag:
        headers.append((b"etag", tag.encode()))
    coding = accepted(request.headers.get("accept-encoding", "").encode())
    if not coding:
        return Answer(200, body, headers)
    return Answer(200, pack(body, coding, 5), [*headers, (b"content-encoding", coding)])


def _around(request: Request, **context: Any) -> tuple[dict[str, Any], str, str]:
    """What a template is given, with the reader's language and zone."""
    return {**base_context(request), **context}, language_of(request), time_zone_of(request)

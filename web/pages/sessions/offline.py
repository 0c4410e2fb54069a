"""/sessions/offline: what is to come in full, for the device to keep. Rule: N4."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import get
from markupsafe import Markup, escape

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Forbidden
from domain.sessions import lists, session
from domain.sessions.lists import Listed
from web.access import PERSON, Request
from web.pages.sessions import meeting
from web.pages.sessions.index import start_of_day
from web.rendering import templates
from web.respond import (
    JSON,
    PRIVATE,
    VARY,
    Answer,
    base_context,
    etag,
    language_of,
    not_modified,
    time_zone_of,
)
from web.wire.packing import accepted, pack

KEPT_MOST = 50
WEEKS = timedelta(weeks=3)
# Where the title of the session that is kept is put in (service-worker/kept.js).
TITLE = Markup("<!--title-->")


@get("/sessions/offline")
async def index(request: Request, person: PERSON) -> Answer:
    """Shape: page with the markers of kept.js; sessions by id, each title and html. Rule: N4."""
    tag = etag(request, person, "offline")
    if unchanged := not_modified(request, tag):
        return unchanged
    found = [await session.reachable(id, by=person) for id in await _coming(person)]
    sessions = {}
    for one in found:
        shown = await meeting.context(one, person)
        values = _around(request, session=shown)
        html = templates.render("partials/sessions/show.html", *values)
        sessions[str(one.id)] = {"title": str(escape(shown["title"])), "html": html}
    back = "/calendar" if person.educator_id else "/sessions"
    values = _around(request, title=TITLE, back_address=back, notice=None)
    page = templates.page("sessions/offline", *values)
    return _packed(request, msgspec.json.encode({"page": page, "sessions": sessions}), tag)


def _packed(request: Request, body: bytes, tag: str) -> Answer:
    """Worth more effort than a page, for fifty details that are much alike become a twentieth."""
    headers = [(b"content-type", JSON), (b"etag", tag.encode()), PRIVATE, VARY]
    coding = accepted(request.headers.get("accept-encoding", "").encode())
    if not coding:
        return Answer(200, body, headers)
    return Answer(200, pack(body, coding, 5), [*headers, (b"content-encoding", coding)])


async def _coming(person: Visitor) -> list[Any]:
    if person.educator_id is not None:
        start = start_of_day(person)
        return [
            row.id
            for row in await lists.taught_between(person.educator_id, start, clock.now() + WEEKS)
        ][:KEPT_MOST]
    return [row.id for row in await _of_family(person)][:KEPT_MOST]


async def _of_family(person: Visitor) -> list[Listed]:
    if person.is_child:
        return await lists.upcoming_of_child(person.profile_id, start_of_day(person))
    if person.family_id is None:
        raise Forbidden
    return await lists.upcoming(person.family_id, start_of_day(person))


def _around(request: Request, **context: Any) -> tuple[dict[str, Any], str, str]:
    """What a template is given, with the reader's language and zone."""
    return {**base_context(request), **context}, language_of(request), time_zone_of(request)

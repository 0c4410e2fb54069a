"""/sessions/{id}/documents: what is shared for one session. Rule: D1.

Choice: of a group each child has a session of its own, so a family sees its own documents only, and
whoever teaches them chooses the child first.
"""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.documents import around
from domain.sessions import session
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import admission, shared
from web.pages.documents.shelf import Shelf
from web.pages.documents.uploading import MOST_BYTES
from web.pages.sessions import meeting
from web.words import zones


@get("/sessions/{session_id:uuid}/documents")
async def index(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await shared.shown(request, await _reached(request, session_id))


@post("/sessions/{session_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    return await shared.taken(request, await _reached(request, session_id))


@post("/sessions/{session_id:uuid}/documents/admission")
async def admit(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await admission.answered(request, await _reached(request, session_id))


async def _reached(request: Request, session_id: UUID) -> Shelf:
    person = access.sharer(request, is_known=False)
    one = await session.reachable(session_id, by=person.actor)
    there = await around.reached(by=person.actor, id=one.connection)
    with zones.reading_in(person.time_zone):
        brief = meeting.brief(one, person, "documents")
    address = f"/sessions/{one.id}/documents"
    return Shelf("sessions/documents", address, there, person, {"session": brief}, one)

"""/sessions/{id}.ics: one session, for a calendar."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.calendar import appointment, reader
from web import access
from web.access import Request
from web.answer import PRIVATE, Answer
from web.rendering import calendars


@get("/sessions/{session_id:uuid}/.ics")
async def show(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S16. Errors: NotFound. Choice: not as an attachment, for then a phone keeps a file
    where it would have offered to take it into the calendar.
    """
    person = access.person(request)
    one = await appointment.reachable(session_id, by=person.actor)
    made = calendars.one(one, await reader.of(person.profile_id))
    answer = Answer(200, made, [(b"content-type", calendars.TYPE.encode()), PRIVATE])
    return answer.header("content-disposition", 'inline; filename="session.ics"')

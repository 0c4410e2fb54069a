"""/conversations/{id}: what the people of a connection write to each other. Rule: C1."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.conversations import conversation
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.conversations import talk


@get("/conversations/{conversation_id:uuid}")
async def show_one(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    return await talk.shown(request, one, person)

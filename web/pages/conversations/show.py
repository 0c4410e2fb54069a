"""/conversations/{id}: what the people of a connection write to each other. Rule: C1."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.conversations import conversation
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.conversations import talk


@get("/conversations/{conversation_id:uuid}")
async def show_one(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Shape: ?quotes is a message that is answered. Errors: NotFound."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    quotes = forms.blank(request, quotes=request.query_params.get("quotes", "")).uuid("quotes")
    return await talk.shown(request, one, person, quotes=quotes)

"""/conversations/{id}/typing: somebody writes at this moment. Rule: C2."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.conversations import conversation, typing
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.conversations import addresses
from web.respond import done


@post("/conversations/{conversation_id:uuid}/typing")
async def create(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Over."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    await typing.say(one, by=person.actor)
    return done(request, to=addresses.of(one.id))

"""/conversations/{id}/reading: how far somebody has read. Rule: C2."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.conversations import conversation, reading
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.conversations import addresses
from web.respond import done


@post("/conversations/{conversation_id:uuid}/reading")
async def create(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Shape: number is a message's place. Errors: NotFound."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    form = await forms.read(request)
    number = form.integer("number", most=2_147_483_647)
    await reading.read(one, number or 0, by=person.actor)
    return done(request, to=addresses.of(one.id))

"""/conversations/{id}/muting: nothing of it is pushed or mailed until that ends. Rule: N1."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.conversations import conversation, muting
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.conversations import addresses
from web.respond import done


@post("/conversations/{conversation_id:uuid}/muting")
async def create(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """ "Stumm schalten". Errors: NotFound."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    await muting.mute(one, by=person.actor)
    return done(request, "conversations/_mute", _context(one.id, True), to=addresses.of(one.id))


@post("/conversations/{conversation_id:uuid}/muting/end")
async def end(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """ "Stumm: wieder melden". Errors: NotFound."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    await muting.end(one, by=person.actor)
    return done(request, "conversations/_mute", _context(one.id, False), to=addresses.of(one.id))


def _context(id: UUID, is_muted: bool) -> dict[str, object]:
    return {"address": addresses.of(id), "is_muted": is_muted}

"""/support/{id}: what supporters do with what they are asked.

Rule: C6.
"""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.conversations import conversation
from domain.conversations.conversation import Conversation
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Supporter
from domain.support import case, note
from domain.support.case import State
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.conversations import addresses
from web.respond import done


@post("/support/{conversation_id:uuid}/state")
async def change_state(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Invalid."""
    supporter, one = await _case(request, conversation_id)
    form = await forms.read(request)
    state = form.choice("state", [*State])
    if not form.is_valid:
        raise Invalid("state", "not_offered")
    await case.change(one, State(state), by=supporter.actor)
    return done(request, to=addresses.of(one.id), notice="done")


@post("/support/{conversation_id:uuid}/assignee")
async def assign(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Shape: assignee is a profile, empty for nobody. Errors: NotFound, Invalid."""
    supporter, one = await _case(request, conversation_id)
    form = await forms.read(request)
    if not form.values("assignee"):
        raise Invalid("assignee", "missing")
    to = form.uuid("assignee") if form.value("assignee") else None
    if not form.is_valid:
        raise NotFound
    await case.assign(one, to, by=supporter.actor)
    return done(request, to=addresses.of(one.id), notice="done")


@post("/support/{conversation_id:uuid}/notes")
async def write_note(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """What only supporters read. Errors: NotFound, Invalid."""
    supporter, one = await _case(request, conversation_id)
    form = await forms.read(request)
    await note.write(form.key(), one, form.value("note"), by=supporter.actor)
    return done(request, to=addresses.of(one.id), notice="session.noted")


async def _case(request: Request, id: UUID) -> tuple[Visitor[Supporter], Conversation]:
    supporter = access.supporter(request)
    one = await conversation.reachable(id, by=supporter.actor)
    return supporter, one

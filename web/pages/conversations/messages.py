"""/conversations/{id}/messages: a page of them, some of them, what a page has missed, a new one.

Rule: C2 C4 C5.
"""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.conversations import conversation, sending
from domain.conversations.sending import NewMessage
from domain.errors import Invalid
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.conversations import addresses, missed, results, seeking, talk
from web.respond import done
from web.wishes import is_partial, wants_text


@get("/conversations/{conversation_id:uuid}/messages")
async def index(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """Shape: ?before is a message's place, ?q what somebody looks for, ?after the newest change
    that a page knows, ?cards the place of the first message that it shows.

    Errors: NotFound.
    """
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    before, after = _number(request, "before"), _number(request, "after")
    if (first := _number(request, "cards")) is not None and is_partial(request):
        return await missed.cards(request, one, person, first)
    if after is not None and is_partial(request):
        return await missed.answered(request, one, person, after)
    if (words := results.asked(request)) is not None and before is None:
        return await seeking.shown(request, one, person, words)
    if before is None:
        return redirect(addresses.of(one.id))
    return await talk.shown(request, one, person, before)


@post("/conversations/{conversation_id:uuid}/messages")
async def create(request: Request, conversation_id: FromPath[UUID]) -> Answer:
    """ "Senden". Shape: key is the message's id, from the device. Errors: NotFound, Over."""
    person = access.talker(request, is_known=False)
    one = await conversation.reachable(conversation_id, by=person.actor)
    form = await forms.read(request)
    try:
        await sending.send(one, _typed(form), by=person.actor)
    except Invalid as error:
        if wants_text(request):
            raise
        form.refuse_because(error)
        return await talk.shown(request, one, person, form=form, quotes=_quoted(form))
    return done(request, to=f"{addresses.of(one.id)}#end")


def _number(request: Request, name: str) -> int | None:
    try:
        return inputs.integer(request.query_params.get(name, ""))
    except ValueError:
        return None


def _typed(form: Form) -> NewMessage:
    return NewMessage(form.key(), form.value("words").strip(), _quoted(form))


def _quoted(form: Form) -> UUID | None:
    return form.uuid("quotes") if form.value("quotes") else None

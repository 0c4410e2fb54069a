"""/conversations/{id}/messages/{id}: a message, and what can be done with it. Rule: C3."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.conversations import change, conversation, editing, removal, report, thread
from domain.conversations.conversation import Conversation
from domain.conversations.message import WORDS_MOST
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Actor
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.conversations import addresses, talk
from web.pages.notifications import reading
from web.respond import done, show
from web.words import refusals


@get("/conversations/{conversation_id:uuid}/messages/{message_id:uuid}")
async def show_one(
    request: Request, conversation_id: FromPath[UUID], message_id: FromPath[UUID]
) -> Answer:
    """Errors: NotFound."""
    person, one = await _talked(request, conversation_id)
    return show(request, "conversations/message", await _context(request, one, message_id, person))


@post("/conversations/{conversation_id:uuid}/messages/{message_id:uuid}/wording")
async def edit(
    request: Request, conversation_id: FromPath[UUID], message_id: FromPath[UUID]
) -> Answer:
    """ "Speichern". Errors: NotFound, Forbidden, AlreadyRemoved, Over, TooLate."""
    person, one = await _talked(request, conversation_id)
    form = await forms.read(request)
    try:
        await editing.edit(one, message_id, form.value("words").strip(), by=person.actor)
    except Invalid as error:
        form.refuse_because(error)
        return await _refused(request, one, message_id, person, form)
    return await _changed(request, one, message_id, person)


@post("/conversations/{conversation_id:uuid}/messages/{message_id:uuid}/removal")
async def remove(
    request: Request, conversation_id: FromPath[UUID], message_id: FromPath[UUID]
) -> Answer:
    """ "Löschen". Errors: NotFound, Forbidden, AlreadyRemoved, Over, TooLate."""
    person, one = await _talked(request, conversation_id)
    await removal.remove(one, message_id, by=person.actor)
    return await _changed(request, one, message_id, person)


@post("/conversations/{conversation_id:uuid}/messages/{message_id:uuid}/report")
async def report_one(
    request: Request, conversation_id: FromPath[UUID], message_id: FromPath[UUID]
) -> Answer:
    """ "Melden". Errors: NotFound, Forbidden, AlreadyRemoved."""
    person, one = await _talked(request, conversation_id)
    form = await forms.read(request)
    try:
        await report.make(one, message_id, form.value("why").strip(), by=person.actor)
    except Invalid as error:
        form.refuse_because(error)
        return await _refused(request, one, message_id, person, form)
    return done(request, to=addresses.shown(one.id, message_id), notice="message.reported")


async def _talked(request: Request, id: UUID) -> tuple[Visitor[Actor], Conversation]:
    person = access.talker(request, is_known=False)
    return person, await conversation.reachable(id, by=person.actor)


async def _refused(
    request: Request, one: Conversation, id: UUID, person: Visitor[Actor], form: Form
) -> Answer:
    context = await _context(request, one, id, person, form)
    return show(request, "conversations/message", context, status=422)


async def _changed(request: Request, one: Conversation, id: UUID, person: Visitor[Actor]) -> Answer:
    """Choice: no notice, for the message bears the mark, and one would lie over it."""
    context = await _context(request, one, id, person)
    to = addresses.shown(one.id, id)
    return done(request, "conversations/message", context, to=to)


async def _context(
    request: Request, one: Conversation, id: UUID, person: Visitor[Actor], form: Form | None = None
) -> dict[str, object]:
    line = await thread.line(one.id, id)
    refused = change.refusal(one, line, clock.now(), by=person.actor)
    is_own = not isinstance(refused, Forbidden)
    reported = await report.seen(line, by=person.actor)
    can_report = report.refusal(one, line, by=person.actor) is None
    told = await report.names_of_told(one, line, by=person.actor) if can_report else []
    return {
        "reports": reported,
        "has_reported": any(each.by == person.profile_id for each in reported),
        "can_report": can_report,
        "told": told,
        "why_most": report.WHY_MOST,
        **await reading.unread(person, report.about(line.id)),
        "line": line,
        "bubble": talk.drawn(one, [line], person)[0].bubbles[0],
        "address": addresses.message(one.id, id),
        "shown": addresses.shown(one.id, id),
        "quoting": addresses.quoting(one.id, id),
        "can_write": conversation.refusal(one) is None,
        "can_change": refused is None,
        "why_not": refusals.sentence(refused, person.language) if refused and is_own else "",
        "words_most": WORDS_MOST,
        "form": form,
    }

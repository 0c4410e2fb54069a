"""A conversation as a page: its newest messages, or those before one of them. Rule: C1 C5."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from domain.accounts.visitor import Visitor
from domain.conversations import conversation, thread
from domain.conversations.conversation import Conversation
from domain.conversations.message import WORDS_MOST
from domain.conversations.thread import PAGE_ROWS, Line
from domain.errors import NotFound
from domain.profiles.actor import Actor, Staff, Supporter
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.pages.conversations import addresses, happened, mingled
from web.pages.conversations.bubbles import Drawer
from web.pages.conversations.happened import Happened
from web.pages.conversations.mingled import Part
from web.pages.documents import addresses as documents
from web.pages.documents import uploading
from web.pages.support import around
from web.respond import show
from web.words import support, zones
from web.words.translations import N_, say

FAMILY = N_("Familie %(name)s")
OF_CHILD = N_("%(team)s · %(name)s")


def name(one: Conversation, reader: Visitor[Actor]) -> str:
    """Whom its reader talks to."""
    if one.asker is not None:
        return with_support(one.asker, one.asker_name, reader)
    if isinstance(reader.actor, Staff):
        return say(reader.language, FAMILY, name=one.family_name)
    return one.provider_name


def with_support(asker: UUID, asker_name: str, reader: Visitor[Actor]) -> str:
    """Rule: C6. Shape: a guardian reads which child asks."""
    if isinstance(reader.actor, Supporter):
        return asker_name
    team = say(reader.language, support.TEAM)
    is_own = asker == reader.profile_id
    return team if is_own else say(reader.language, OF_CHILD, team=team, name=asker_name)


def drawn(
    one: Conversation,
    lines: Iterable[Line],
    reader: Visitor[Actor],
    happenings: Iterable[Happened] = (),
) -> list[Part]:
    with zones.reading_in(reader.time_zone):
        return mingled.parts(lines, happenings, Drawer(one, reader))


async def shown(
    request: Request,
    one: Conversation,
    reader: Visitor[Actor],
    before: int | None = None,
    form: Form | None = None,
    quotes: UUID | None = None,
) -> Answer:
    """Shape: form is what was refused; quotes a message, of this conversation or not."""
    typed = form or await around.begun(request, one, reader)
    hear(request, ("message", "people", "connection", "session", "credits", "document"))
    lines = await thread.page(one.id, before, PAGE_ROWS + 1)
    last = lines[-1].number if lines else one.last_number
    newer = last + PAGE_ROWS + 1 if last < one.last_number else 0
    since = lines[0].created_at if len(lines) > PAGE_ROWS else None
    until = lines[-1].created_at if newer else None
    happenings = await happened.between(one, since, until, reader)
    context = {
        "one": one,
        "name": name(one, reader),
        "address": addresses.of(one.id),
        "parts": drawn(one, lines[-PAGE_ROWS:], reader, happenings),
        "older": lines[1].number if len(lines) > PAGE_ROWS else 0,
        "newer": newer,
        "is_newest": not newer,
        **_found(request, one, is_found=before is not None),
        "form": typed,
        "is_muted": one.is_muted,
        "quoted": await _quoted(one, quotes),
        **_writing(one, reader) | await around.of(one, reader),
    }
    return show(request, "conversations/show", context, status=422 if form else 200)


async def _quoted(one: Conversation, id: UUID | None) -> Line | None:
    try:
        return await thread.line(one.id, id) if id else None
    except NotFound:
        return None


def _found(request: Request, one: Conversation, *, is_found: bool) -> dict[str, object]:
    """The way back to what was found, in this conversation or in all. Shape: empty for none."""
    here, everywhere = (request.query_params.get(name) for name in ("q", "all"))
    beside = addresses.found(everywhere) if is_found and everywhere else ""
    back = addresses.found(here, one.id) if is_found and here else beside
    return {"found": back, "found_beside": beside}


def _writing(one: Conversation, reader: Visitor[Actor]) -> dict[str, object]:
    """Shape: files go to the documents that both sides share, of which the support has none.

    Rule: C3 C6 D1.
    """
    can_write, shares = conversation.refusal(one) is None, reader.may_share and one.asker is None
    address = documents.of(one, reader.actor) if can_write and shares else ""
    return {
        "can_write": can_write,
        "key": uuid4(),
        "words_most": WORDS_MOST,
        "shared_address": address,
        **(uploading.bounds(reader.language) if address else {}),
    }

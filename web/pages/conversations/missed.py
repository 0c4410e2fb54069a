"""What an open page has missed of its conversation, as it asks for it. Rule: C2."""

from domain.accounts.visitor import Visitor
from domain.conversations import thread
from domain.conversations.conversation import Conversation
from domain.conversations.thread import CAUGHT_UP_MOST
from domain.profiles.actor import Actor
from web.access import Request
from web.answer import Answer, html
from web.pages.conversations import happened, talk
from web.pages.support import around
from web.rendering import templates
from web.respond import base_context


async def cards(request: Request, one: Conversation, reader: Visitor[Actor], first: int) -> Answer:
    """All that happened since the message before that place, as it stands now. Rule: C3."""
    since = await thread.written_at(one.id, first - 1)
    happenings = await happened.between(one, since, None, reader)
    context = {**base_context(request), "parts": talk.drawn(one, [], reader, happenings)}
    return _drawn(request, "happened", context, reader)


async def answered(
    request: Request, one: Conversation, reader: Visitor[Actor], after: int
) -> Answer:
    """Shape: after is the newest change that it knows; who has missed more than fits asks again.

    Choice: no page of its own, so that a message redraws none.
    """
    lines = await thread.changed(one.id, after)
    newest = max((line.change for line in lines), default=after)
    in_order = sorted(lines, key=lambda line: line.number)
    context = {
        **base_context(request),
        "one": one,
        "parts": talk.drawn(one, in_order, reader),
        "newest": newest,
        "is_more": len(lines) == CAUGHT_UP_MOST,
        **await around.of(one, reader),
    }
    return _drawn(request, "changed", context, reader)


def _drawn(
    request: Request, name: str, context: dict[str, object], reader: Visitor[Actor]
) -> Answer:
    file = f"partials/conversations/{name}.html"
    return html(request, templates.render(file, context, reader.language, reader.time_zone), 200)

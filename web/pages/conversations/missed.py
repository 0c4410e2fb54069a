"""What an open page has missed of its conversation, as it asks for it. Rule: C2."""

from domain.accounts.visitor import Visitor
from domain.conversations import thread
from domain.conversations.conversation import Conversation
from domain.conversations.thread import CAUGHT_UP_MOST
from domain.profiles.actor import Actor
from web.access import Request
from web.answer import Answer, html
from web.pages.conversations import talk
from web.rendering import templates
from web.respond import base_context


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
        "bubbles": talk.drawn(one, in_order, reader),
        "newest": newest,
        "is_more": len(lines) == CAUGHT_UP_MOST,
    }
    name = "partials/conversations/changed.html"
    return html(request, templates.render(name, context, reader.language, reader.time_zone), 200)

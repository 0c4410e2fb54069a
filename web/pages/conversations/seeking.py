"""Messages of one conversation in which somebody looks for words. Rule: C5."""

from domain.accounts.visitor import Visitor
from domain.conversations.conversation import Conversation
from domain.profiles.actor import Actor, Supporter
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.conversations import addresses, results, talk
from web.respond import show


async def shown(request: Request, one: Conversation, reader: Visitor[Actor], words: str) -> Answer:
    """Shape: words are empty at first."""
    hear(request, ("message", "people"))
    found = await results.context(request, words, reader, one.id)
    context = {
        **found,
        "name": talk.name(one, reader),
        "address": addresses.of(one.id),
        "list": "/support" if isinstance(reader.actor, Supporter) else addresses.ALL,
    }
    return show(request, "conversations/search", context)

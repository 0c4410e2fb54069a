"""The account of a family with one provider, as a page for either side. Rule: K5 K6."""

from collections.abc import Mapping

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.credits import statement
from web.respond import show


async def shown(
    request: Request,
    name: str,
    shared: Connection,
    reader: Visitor[Actor],
    whose: Mapping[str, object],
) -> Answer:
    """Shape: name of the partial; whose is what it shows of the other side besides."""
    hear(request, ("credits", "session"))
    entries = await statement.context(request, shared, reader)
    return show(request, name, {**whose, **entries})

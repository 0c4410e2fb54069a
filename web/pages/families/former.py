"""What stays of a connection that was ended, for either side. Rule: B6."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles import family
from domain.profiles.actor import Guardian, Staff
from domain.providers import next_sessions, provider
from domain.providers.connection import Connection
from domain.sessions import parting
from web.access import Request
from web.answer import Answer
from web.pages.credits import statement
from web.pages.families import coming
from web.pages.notifications import reading
from web.respond import show
from web.words.translations import N_, say

FAMILY = N_("Familie %(name)s")
LAST = 10
"""Of the sessions that they had."""

Reader = Visitor[Guardian] | Visitor[Staff]


async def shown(request: Request, shared: Connection, reader: Reader) -> Answer:
    """What both had in common, to be read on."""
    gone = coming.described(await next_sessions.gone(shared.id, LAST), reader)
    context = {
        **await other_side(shared, reader),
        **await statement.balance(shared, reader),
        **await reading.unread(reader, shared.id),
        "ended_at": shared.ended_at,
        "ended": await parting.ended(shared),
        "conversation": shared.id,
        "gone": gone,
    }
    return show(request, "families/former", context)


async def other_side(shared: Connection, reader: Reader) -> dict[str, Any]:
    """Its name, and the address of what they have in common."""
    address = address_of(shared, reader)
    if isinstance(reader.actor, Guardian):
        name = (await provider.by_id(shared.provider)).name
        return {"other": name, "address": address, "list": "/providers", "root": "providers-show"}
    home = await family.by_id(shared.family)
    name = say(reader.language, FAMILY, name=home.name)
    return {"other": name, "address": address, "list": "/families", "root": "families-show"}


def address_of(shared: Connection, reader: Reader) -> str:
    """Where a reader has what both share."""
    if isinstance(reader.actor, Guardian):
        return f"/providers/{shared.provider}"
    return f"/families/{shared.family}"

"""/settings/app: Lernfaden on this device, and whether it may show notifications. Rule: N1 N3."""

from litestar import get

from web import access
from web.access import Request
from web.answer import Answer
from web.respond import show
from web.wishes import language_of, way_in_hand
from web.words import installing


@get("/settings/app")
async def index(request: Request) -> Answer:
    """Choice: open to a child as well, for it is about the device in hand."""
    access.anybody(request)
    ways = installing.ways(language_of(request), way_in_hand(request))
    return show(request, "settings/app", {"ways": ways})

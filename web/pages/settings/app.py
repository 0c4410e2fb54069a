"""/settings/app: Lernfaden on this device, and whether it may show notifications. Rule: N1 N3."""

from litestar import get

from web import access
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/settings/app")
async def index(request: Request) -> Answer:
    """Choice: open to a child as well, for it is about the device in hand."""
    access.person(request)
    return show(request, "settings/app")

"""/settings/app: Lernfaden on this device, and whether it may show notifications. Rule: N1 N3."""

from litestar import get

from web.access import PERSON, Request
from web.respond import Answer, show


@get("/settings/app")
async def index(request: Request, person: PERSON) -> Answer:
    """Choice: open to a child as well, for it is about the device in hand."""
    return show(request, "settings/app")

"""/credits: the educator's tab, every family with what is free and reserved."""

from litestar import get

from domain.providers import connected
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.respond import show


@get("/credits")
async def index(request: Request) -> Answer:
    """Rule: K6."""
    staff = access.staff(request)
    families = await connected.families(by=staff.actor)
    hear(request, ("connection", "credits", "people", "session"))
    return show(request, "credits/index", {"families": families})

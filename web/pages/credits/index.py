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
    """Rule: K6: those who have too few first."""
    staff = access.staff(request)
    families = await connected.families(by=staff.actor)
    families.sort(key=lambda known: (not known.balance.is_low, known.balance.spare))
    hear(request, ("connection", "credits", "people", "session"))
    return show(request, "credits/index", {"families": families})

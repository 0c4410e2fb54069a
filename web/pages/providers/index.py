"""/providers: whom a family learns with."""

from litestar import get

from domain.providers import connected
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.respond import show


@get("/providers")
async def index(request: Request) -> Answer:
    """Rule: B3 K6."""
    guardian = access.guardian(request)
    providers = await connected.providers(by=guardian.actor)
    hear(request, ("connection", "credits", "people", "session"))
    return show(request, "providers/index", {"providers": providers})

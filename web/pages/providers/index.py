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
    """Rule: B3 B6 K6."""
    guardian = access.guardian(request)
    providers = await connected.providers(by=guardian.actor)
    hear(request, ("connection", "credits", "people", "session"))
    context = {"providers": providers, "former": await connected.former(by=guardian.actor)}
    return show(request, "providers/index", context)

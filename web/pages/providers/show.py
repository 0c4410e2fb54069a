"""/providers/{id}: a provider as its families see it."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.providers import connection, provider, service
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.families import coming
from web.respond import show


@get("/providers/{provider_id:uuid}")
async def show_one(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: B3 B4 K6. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    hear(request, ("session", "credits", "connection", "people"))
    context = {
        "provider": await provider.by_id(provider_id),
        "services": await service.offered(provider_id),
        **await coming.of(shared, guardian),
    }
    return show(request, "providers/show", context)

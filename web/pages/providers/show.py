"""/providers/{id}: a provider as its families see it."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.profiles.actor import Guardian
from domain.providers import connection, provider, service
from domain.sessions import bookable, group_joining
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.agreements import standing
from web.pages.families import coming, former
from web.pages.notifications import reading
from web.respond import show


@get("/providers/{provider_id:uuid}")
async def show_one(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: B3 B4 B6 K6. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    hear(request, ("session", "credits", "connection", "people", "document"))
    if shared.is_over:
        return await former.shown(request, shared, guardian)
    context = {
        "provider": await provider.by_id(provider_id),
        "services": await service.offered(provider_id),
        "can_request": await _can_request(provider_id, guardian.actor),
        "consent": await standing.of(shared, guardian.language),
        **await coming.of(shared, guardian),
        **await reading.unread(guardian, shared.id),
    }
    return show(request, "providers/show", context)


async def _can_request(provider_id: UUID, by: Guardian) -> bool:
    """Whether there is something to choose from: published hours, or a group. Rule: S5 S18."""
    times = await bookable.by_family(by)
    if any(each.provider == provider_id for each in times):
        return True
    return any(each.provider == provider_id for each in await group_joining.offered(by))

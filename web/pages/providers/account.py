"""/providers/{id}/account: a family's credits with one provider."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.providers import connection, provider
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.credits import spreadsheet, statement
from web.pages.notifications import reading
from web.respond import show


@get("/providers/{provider_id:uuid}/account")
async def show_one(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: K5 K6. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    address = f"/providers/{provider_id}/account"
    hear(request, ("credits", "session"))
    context = {
        "provider": await provider.by_id(provider_id),
        **await statement.context(request, shared, guardian, address),
        **await reading.unread(guardian, shared.id),
    }
    return show(request, "providers/account", context)


@get("/providers/{provider_id:uuid}/account.csv")
async def download(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: K5. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    return await spreadsheet.of(shared, guardian)

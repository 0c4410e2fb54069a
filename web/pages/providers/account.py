"""/providers/{id}/account: a family's credits with one provider."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.providers import connection, provider
from web.access import PERSON, Request
from web.pages.credits import statement
from web.respond import Answer, show


@get("/providers/{provider_id:uuid}/account")
async def show_one(request: Request, guardian: PERSON, provider_id: FromPath[UUID]) -> Answer:
    """Rule: K5 K6. Errors: NotFound."""
    shared = await connection.with_provider(provider_id, by=guardian)
    address = f"/providers/{provider_id}/account"
    context = {
        "provider": await provider.by_id(provider_id),
        **await statement.context(request, shared, guardian, address),
    }
    return show(request, "providers/account", context)


@get("/providers/{provider_id:uuid}/account.csv")
async def download(guardian: PERSON, provider_id: FromPath[UUID]) -> Answer:
    """Rule: K5. Errors: NotFound."""
    shared = await connection.with_provider(provider_id, by=guardian)
    return await statement.as_csv(shared, guardian)

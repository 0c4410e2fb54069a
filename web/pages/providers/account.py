"""/providers/{id}/account: a family's credits with one provider."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.providers import connection, provider
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.credits import account, spreadsheet
from web.pages.notifications import reading


@get("/providers/{provider_id:uuid}/account")
async def show_one(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K5 K6. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    news = await reading.unread(guardian, shared.id)
    whose = {"provider": await provider.by_id(provider_id), **news}
    return await account.shown(request, "providers/account", shared, guardian, whose)


@get("/providers/{provider_id:uuid}/account.csv")
async def download(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K5. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    return await spreadsheet.of(shared, guardian)

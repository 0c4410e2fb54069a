"""/providers/{id}/ending: a family ends it with a provider. Rule: B6."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.providers import connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.families import parting


@get("/providers/{provider_id:uuid}/ending")
async def new(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, AlreadyOver."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    return await parting.shown(request, shared, guardian, forms.blank(request))


@post("/providers/{provider_id:uuid}/ending")
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, AlreadyOver."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    return await parting.end(request, shared, guardian)

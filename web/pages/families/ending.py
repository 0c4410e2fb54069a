"""/families/{id}/ending: a provider ends it with a family. Rule: B6."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.providers import connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.families import parting


@get("/families/{family_id:uuid}/ending")
async def new(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, AlreadyOver."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    return await parting.shown(request, shared, staff, forms.blank(request))


@post("/families/{family_id:uuid}/ending")
async def create(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, AlreadyOver."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    return await parting.end(request, shared, staff)

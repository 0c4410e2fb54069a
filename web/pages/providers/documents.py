"""/providers/{id}/documents: what a family shares with one provider. Rule: D1."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.profiles.actor import Child, Guardian
from domain.providers import connection
from domain.providers.connection import Connection
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import addresses, admission, shared
from web.pages.documents.shelf import Shelf
from web.pages.documents.uploading import MOST_BYTES

_NAME = "providers/documents"


@get("/providers/{provider_id:uuid}/documents")
async def index(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await shared.shown(request, await _reached(request, provider_id))


@post("/providers/{provider_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    return await shared.taken(request, await _reached(request, provider_id))


@post("/providers/{provider_id:uuid}/documents/admission")
async def admit(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await admission.answered(request, (await _reached(request, provider_id)).connection)


async def _reached(request: Request, provider_id: UUID) -> Shelf:
    reader = access.family(request)
    known = await _shared(provider_id, _named(request), reader.actor)
    return Shelf(_NAME, addresses.of(known, reader.actor), known, reader)


async def _shared(provider_id: UUID, family: UUID | None, by: Guardian | Child) -> Connection:
    if isinstance(by, Child):
        return await connection.of_child(provider_id, family, by=by)
    return await connection.with_provider(provider_id, by=by)


def _named(request: Request) -> UUID | None:
    """Which family's, for a child of several."""
    try:
        return UUID(request.query_params.get("family", ""))
    except ValueError:
        return None

"""/providers/{id}/documents: what a family shares with one provider. Rule: D1."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.documents import around
from domain.documents.around import Around
from domain.profiles.actor import Child, Guardian
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
    reader = access.family(request)
    there = await around.known(by=reader.actor, provider=provider_id, **_named(request))
    return await shared.shown(request, _shelf(there, reader))


@post("/providers/{provider_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    return await shared.taken(request, await _reached(request, provider_id))


@post("/providers/{provider_id:uuid}/documents/admission")
async def admit(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await admission.answered(request, await _reached(request, provider_id))


async def _reached(request: Request, provider_id: UUID) -> Shelf:
    reader = access.family(request)
    there = await around.reached(by=reader.actor, provider=provider_id, **_named(request))
    return _shelf(there, reader)


def _shelf(there: Around, reader: Visitor[Guardian | Child]) -> Shelf:
    return Shelf(_NAME, addresses.of(there, reader.actor), there, reader)


def _named(request: Request) -> dict[str, UUID]:
    """Which family's, for a child of several."""
    try:
        return {"family": UUID(request.query_params.get("family", ""))}
    except ValueError:
        return {}

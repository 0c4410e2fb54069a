"""/providers/{id}/documents: what a family shares with one provider. Rule: D1."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Guardian
from domain.providers import connection, provider
from domain.providers.connection import Connection
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import admission, shared
from web.pages.documents.uploading import MOST_BYTES

_NAME = "providers/documents"


@get("/providers/{provider_id:uuid}/documents")
async def index(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian, known, whose = await _reached(request, provider_id)
    return await shared.shown(request, _NAME, known, guardian, whose)


@post("/providers/{provider_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    guardian, known, whose = await _reached(request, provider_id)
    return await shared.taken(request, _NAME, known, guardian, whose)


@post("/providers/{provider_id:uuid}/documents/admission")
async def admit(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    _, known, _ = await _reached(request, provider_id)
    return await admission.answered(request, known)


async def _reached(
    request: Request, provider_id: UUID
) -> tuple[Visitor[Guardian], Connection, dict[str, object]]:
    guardian = access.guardian(request)
    known = await connection.with_provider(provider_id, by=guardian.actor)
    return guardian, known, {"provider": await provider.by_id(provider_id)}

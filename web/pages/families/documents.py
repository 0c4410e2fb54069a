"""/families/{id}/documents: what a provider shares with one family. Rule: D1."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.profiles import family
from domain.profiles.actor import Staff
from domain.providers import connection
from domain.providers.connection import Connection
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import addresses, admission, shared
from web.pages.documents.uploading import MOST_BYTES

_NAME = "families/documents"


@get("/families/{family_id:uuid}/documents")
async def index(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    staff, known, whose = await _reached(request, family_id)
    return await shared.shown(request, _NAME, known, staff, whose)


@post("/families/{family_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, family_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    staff, known, whose = await _reached(request, family_id)
    return await shared.taken(request, _NAME, known, staff, whose)


@post("/families/{family_id:uuid}/documents/admission")
async def admit(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    _, known, _ = await _reached(request, family_id)
    return await admission.answered(request, known)


async def _reached(
    request: Request, family_id: UUID
) -> tuple[Visitor[Staff], Connection, dict[str, object]]:
    staff = access.staff(request)
    known = await connection.of_family(family_id, by=staff.actor)
    whose = {"family": await family.by_id(family_id)}
    return staff, known, {**whose, "address": addresses.of(known, staff.actor)}

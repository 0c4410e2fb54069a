"""/families/{id}/documents: what a provider shares with one family. Rule: D1."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.documents import around
from domain.documents.around import Around
from domain.profiles.actor import Staff
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import addresses, admission, shared
from web.pages.documents.shelf import Shelf
from web.pages.documents.uploading import MOST_BYTES

_NAME = "families/documents"


@get("/families/{family_id:uuid}/documents")
async def index(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    staff = access.staff(request)
    there = await around.known(by=staff.actor, family=family_id)
    return await shared.shown(request, _shelf(there, staff))


@post("/families/{family_id:uuid}/documents", request_max_body_size=MOST_BYTES)
async def create(request: Request, family_id: FromPath[UUID]) -> Answer:
    """ "Hochladen". Errors: NotFound."""
    return await shared.taken(request, await _reached(request, family_id))


@post("/families/{family_id:uuid}/documents/admission")
async def admit(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    return await admission.answered(request, await _reached(request, family_id))


async def _reached(request: Request, family_id: UUID) -> Shelf:
    staff = access.staff(request)
    there = await around.reached(by=staff.actor, family=family_id)
    return _shelf(there, staff)


def _shelf(there: Around, staff: Visitor[Staff]) -> Shelf:
    return Shelf(_NAME, addresses.of(there, staff.actor), there, staff)

"""/documents/{id}/removal: it is taken away, and back within ten seconds. Rule: D1."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.documents import document, removal
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import addresses
from web.respond import done


@post("/documents/{document_id:uuid}/removal")
async def create(request: Request, document_id: FromPath[UUID]) -> Answer:
    """ "Löschen". Errors: NotFound, Forbidden."""
    person = access.sharer(request, is_known=False)
    one = await document.reachable(document_id, by=person.actor)
    await removal.remove(one, by=person.actor)
    return done(request, to=f"/documents/{one.id}")


@post("/documents/{document_id:uuid}/restoration")
async def restore(request: Request, document_id: FromPath[UUID]) -> Answer:
    """ "Rückgängig". Errors: NotFound, RemovedForGood."""
    person = access.sharer(request, is_known=False)
    one = await document.reachable(document_id, by=person.actor)
    await removal.restore(one, by=person.actor)
    return done(request, to=addresses.of(one, person.actor), notice="document.restored")

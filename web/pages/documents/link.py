"""/documents/{id}/link: a link to the file that works for five minutes. Rule: D2."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.documents import document, download
from web import access
from web.access import Request
from web.answer import Answer, redirect


@post("/documents/{document_id:uuid}/link")
async def create(request: Request, document_id: FromPath[UUID]) -> Answer:
    """ "Download". Errors: NotFound.

    Choice: from a page that was open when it was removed, that is said there.
    """
    person = access.sharer(request, is_known=False)
    one = await document.reachable(document_id, by=person.actor)
    if one.removed_at is not None:
        return redirect(f"/documents/{one.id}")
    return redirect(f"/files/{await download.link(one, by=person.actor)}")

"""/agreements/versions/{id}/link: a link to the PDF of a version, for five minutes. Rule: D2 D5."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.agreements import reading
from web import access
from web.access import Request
from web.answer import Answer, redirect


@post("/agreements/versions/{version_id:uuid}/link")
async def create(request: Request, version_id: FromPath[UUID]) -> Answer:
    """ "PDF lesen". Errors: NotFound."""
    person = access.grown_up(request, is_known=False)
    return redirect(f"/agreements/files/{await reading.link(version_id, by=person.actor)}")

"""/agreements/{id}/ending: it is asked for no more. Rule: D5."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.agreements import version, writing
from web.access import Request
from web.answer import Answer
from web.pages.agreements.reached import changeable
from web.respond import done, show


@get("/agreements/{agreement_id:uuid}/ending")
async def new(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    _, one = await changeable(request, agreement_id)
    current = await version.numbered(one.id, one.version_number)
    return show(request, "agreements/ending", {"id": one.id, "title": current.title})


@post("/agreements/{agreement_id:uuid}/ending")
async def create(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff, one = await changeable(request, agreement_id)
    await writing.end(one, by=staff)
    return done(request, to="/agreements", notice="agreement.ended")

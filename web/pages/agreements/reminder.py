"""/agreements/{id}/reminder: those who have not agreed are asked once more. Rule: D5."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.agreements import reminding
from web.access import Request
from web.answer import Answer
from web.pages.agreements.reached import changeable
from web.respond import done


@post("/agreements/{agreement_id:uuid}/reminder")
async def create(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """ "Erinnern". Errors: NotFound, Forbidden, RemindedAlready."""
    staff, one = await changeable(request, agreement_id)
    await reminding.by_hand(one.id, by=staff)
    return done(request, to=f"/agreements/{one.id}", notice="agreement.reminded")

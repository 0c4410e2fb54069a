"""/groups/{id}/proposals: proposing a date to further children. Rule: S18."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.errors import Forbidden, Invalid
from domain.sessions import group, group_invitation
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.groups import invited, show
from web.respond import done


@post("/groups/{group_id:uuid}/proposals")
async def create(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale, GroupFull."""
    staff = access.staff(request)
    one = await group.reachable(group_id, by=staff.actor)
    if not one.is_taught_by(staff.actor):
        raise Forbidden
    form = await forms.read(request)
    asked = invited.read(form)
    try:
        if form.is_valid:
            await group_invitation.invite(one, asked, by=staff.actor)
            return done(request, to=f"/groups/{one.id}", notice="group.proposed")
    except Invalid as error:
        form.refuse_because(error)
    return await show.shown(request, one, staff, form, status=422)

"""/groups/{id}/cancellation: calling the whole date off. Rule: S10 S18."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions import group, group_calling_off
from domain.sessions.group import Group
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.groups import brief
from web.pages.sessions import reasons
from web.respond import done, show
from web.words import zones


@get("/groups/{group_id:uuid}/cancellation")
async def new(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale, GroupBegun."""
    staff = access.staff(request)
    return _show(request, await _reachable(group_id, staff), staff, forms.blank(request))


@post("/groups/{group_id:uuid}/cancellation")
async def create(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale, GroupBegun."""
    staff = access.staff(request)
    one = await _reachable(group_id, staff)
    form = await forms.read(request)
    why = reasons.typed(form)
    if not form.is_valid:
        return _show(request, one, staff, form)
    await group_calling_off.call_off(one, by=staff.actor, why=why)
    return done(request, to=f"/groups/{one.id}", notice="group.called_off")


async def _reachable(group_id: UUID, staff: Visitor[Staff]) -> Group:
    one = await group.reachable(group_id, by=staff.actor)
    if refused := group_calling_off.refusal(one, by=staff.actor, now=clock.now()):
        raise refused
    return one


def _show(request: Request, one: Group, staff: Visitor[Staff], form: Form) -> Answer:
    with zones.reading_in(staff.time_zone):
        context = {"form": form, "group": brief.of(one, staff, "cancellation")}
        status = 200 if form.is_valid else 422
        return show(request, "groups/cancellation", context, status=status)

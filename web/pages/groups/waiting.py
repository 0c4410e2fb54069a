"""/groups/{id}/waiting: standing on the list of a full group, and leaving it. Rule: S18."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.errors import Invalid
from domain.sessions import group_joining, group_wait
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.groups import joining
from web.respond import done


@post("/groups/{group_id:uuid}/waiting")
async def create(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Stale."""
    guardian = access.guardian(request)
    one = await group_joining.reachable(group_id, by=guardian.actor)
    form = await forms.read(request)
    learner = form.uuid("learner")
    try:
        if learner is not None:
            await group_wait.wait(one, learner, by=guardian.actor)
            return done(request, to=f"/groups/{one.id}/joining", notice="group.waits")
    except Invalid as error:
        form.refuse_because(error)
    return await joining.shown(request, one, guardian, form, status=422)


@post("/groups/{group_id:uuid}/waiting/end")
async def end(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian = access.guardian(request)
    one = await group_joining.reachable(group_id, by=guardian.actor)
    form = await forms.read(request)
    learner = form.uuid("learner")
    if learner is None:
        return await joining.shown(request, one, guardian, form, status=422)
    await group_wait.leave(one, learner, by=guardian.actor)
    return done(request, to=f"/groups/{one.id}/joining", notice="group.waits_no_more")

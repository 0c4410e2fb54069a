"""/settings/family/{id}/removal: a child that was added by mistake goes."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import child_removal
from domain.profiles import membership
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import done, show


@get("/settings/family/{profile_id:uuid}/removal")
async def new(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, HasSessions."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    if refused := await child_removal.refusal(child.id, by=guardian.actor):
        raise refused
    return show(request, "settings/child_removal", {"child": child})


@post("/settings/family/{profile_id:uuid}/removal")
async def create(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, HasSessions."""
    guardian = access.guardian(request)
    await child_removal.remove(profile_id, by=guardian.actor)
    return done(request, to="/settings/family", notice="child.removed")

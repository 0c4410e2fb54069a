"""/settings/family/guardians: one more person is invited to plan, and somebody leaves. Rule: A8."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.providers import invitation, leaving
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.respond import done, show


@post("/settings/family/guardians")
async def create(request: Request) -> Answer:
    """Makes an invitation into the family. Rule: B1."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    made = await invitation.create_for_guardian(form.key(), by=guardian.actor)
    return done(request, to=f"/invitations/{made.id}", notice="invitation.created")


@get("/settings/family/guardians/{profile_id:uuid}/removal")
async def new(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, LastGuardian."""
    guardian = access.guardian(request)
    member = await leaving.reachable(profile_id, by=guardian.actor)
    context = {"guardian": member, "is_own": member.id == guardian.profile_id}
    return show(request, "settings/guardian_removal", context)


@post("/settings/family/guardians/{profile_id:uuid}/removal")
async def remove(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, LastGuardian."""
    guardian = access.guardian(request)
    await leaving.leave(profile_id, by=guardian.actor)
    if profile_id == guardian.profile_id:
        return done(request, to="/profiles", notice="family.left")
    return done(request, to="/settings/family", notice="guardian.removed")

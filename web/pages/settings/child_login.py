"""/settings/family/{id}/login: a child is given a login of its own, or has none any more."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.accounts import child_login, throttle
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from web import access, forms, trail
from web.access import Request, address
from web.answer import Answer
from web.forms import Form
from web.pages.settings import child as children
from web.respond import done


@post("/settings/family/{profile_id:uuid}/login")
async def create(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A3 A6 A8. Errors: NotFound, Throttled, LoginExists, AddressUnproven."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    form = await forms.read(request)
    if not await _give(request, child, form, guardian):
        kept = children.kept(request, child, email=form.value("email"))
        kept.errors.update(form.errors)
        return await children.show(request, guardian, child, kept, status=422)
    trail.noted(request, "gave a child a login")
    return done(request, to=f"/settings/family/{child.id}", notice="login.child_sent")


@post("/settings/family/{profile_id:uuid}/login/end")
async def end(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A8 A10. Errors: NotFound."""
    guardian = access.guardian(request)
    await child_login.end(profile_id, by=guardian.actor)
    trail.noted(request, "ended a child's login")
    return done(request, to=f"/settings/family/{profile_id}", notice="login.child_ended")


async def _give(request: Request, child: Member, form: Form, guardian: Visitor[Guardian]) -> bool:
    """Whether it was sent; else the form says why not."""
    email = form.email("email")
    try:
        if form.is_valid:
            await throttle.register(email, address(request))
            await child_login.give(child.id, email, by=guardian.actor)
    except Invalid as error:
        form.refuse_because(error)
    return form.is_valid

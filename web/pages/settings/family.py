"""/settings/family: the children of a family."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import account, child_login, child_removal, throttle
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles import changing, colours, confirming, creatures, family, membership
from domain.profiles.actor import Guardian
from domain.profiles.family import Member
from web import access, forms, trail
from web.access import Request, address
from web.answer import Answer
from web.forms import Form
from web.pages.settings import words
from web.respond import done, show
from web.wishes import language_of


@get("/settings/family")
async def index(request: Request) -> Answer:
    guardian = access.guardian(request)
    return await _show_all(request, guardian, forms.blank(request))


@post("/settings/family")
async def create(request: Request) -> Answer:
    """Adds a child. Rule: A7."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    name = form.text("name", most=80)
    colour = form.integer("colour", most=colours.COLOURS - 1, required=False)
    creature = form.integer("creature", most=creatures.CREATURES - 1, required=False)
    if not form.is_valid:
        return await _show_all(request, guardian, form, status=422)
    await membership.add_child(name, colour, creature, by=guardian.actor)
    return done(request, to="/settings/family", notice="profile.changed")


@get("/settings/family/{profile_id:uuid}")
async def edit(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    return await _show(request, guardian, child, _kept(request, child))


@post("/settings/family/{profile_id:uuid}")
async def update(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: S3. Errors: NotFound."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    form = await forms.read(request)
    name, colour = form.text("name", most=80), form.integer("colour", most=colours.COLOURS - 1)
    creature = form.integer("creature", most=creatures.CREATURES - 1, required=False)
    if not form.is_valid:
        return await _show(request, guardian, child, form, status=422)
    await changing.rename(child.id, name, colour, creature, by=guardian.actor)
    await confirming.allow(child.id, form.checked("may_confirm"), by=guardian.actor)
    return done(request, to="/settings/family", notice="profile.changed")


@post("/settings/family/{profile_id:uuid}/login")
async def give_login(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A3 A6 A8. Errors: NotFound, Throttled, LoginExists, AddressUnproven."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    form = await forms.read(request)
    email = form.text("email")
    try:
        if form.is_valid:
            await throttle.register(email, address(request))
            await child_login.give(child.id, email, by=guardian.actor)
            trail.noted(request, "gave a child a login")
            to = f"/settings/family/{child.id}"
            return done(request, to=to, notice="login.child_sent")
    except Invalid as error:
        form.refuse_because(error)
    kept = _kept(request, child, email=form.value("email"))
    kept.errors.update(form.errors)
    return await _show(request, guardian, child, kept, status=422)


@post("/settings/family/{profile_id:uuid}/login/end")
async def end_login(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: A8 A10. Errors: NotFound."""
    guardian = access.guardian(request)
    await child_login.end(profile_id, by=guardian.actor)
    trail.noted(request, "ended a child's login")
    return done(request, to=f"/settings/family/{profile_id}", notice="login.child_ended")


@get("/settings/family/{profile_id:uuid}/removal")
async def ask_removal(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, HasSessions."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    if refused := await child_removal.refusal(child.id, by=guardian.actor):
        raise refused
    return show(request, "settings/child_removal", {"child": child})


@post("/settings/family/{profile_id:uuid}/removal")
async def remove(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, HasSessions."""
    guardian = access.guardian(request)
    await child_removal.remove(profile_id, by=guardian.actor)
    return done(request, to="/settings/family", notice="child.removed")


def _kept(request: Request, child: Member, **typed: str) -> Form:
    allowed = "on" if child.may_confirm else ""
    look = {"colour": child.colour, "creature": child.creature}
    return forms.blank(request, name=child.name, may_confirm=allowed, **look, **typed)


async def _show(
    request: Request, guardian: Visitor[Guardian], child: Member, form: Form, status: int = 200
) -> Answer:
    own = None if child.account is None else await account.by_id(child.account)
    context = {
        "child": child,
        "form": form,
        "colours": words.colours(language_of(request)),
        "creatures": words.creatures(language_of(request)),
        "login_address": own.claimed_email if own else "",
        "is_login_proven": own is not None and own.is_proven,
        "can_go": await child_removal.refusal(child.id, by=guardian.actor) is None,
    }
    return show(request, "settings/child", context, status=status)


async def _show_all(
    request: Request, guardian: Visitor[Guardian], form: Form, status: int = 200
) -> Answer:
    context = {
        "children": await family.children(guardian.actor.family_id),
        "form": form,
        "colours": words.colours(language_of(request)),
        "creatures": words.creatures(language_of(request)),
    }
    return show(request, "settings/family", context, status=status)

"""/settings/family/{id}: one child, with its look, its login and what it may do."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import account, child_removal
from domain.accounts.visitor import Visitor
from domain.profiles import changing, colours, creatures, membership, permission
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.settings import words
from web.respond import done
from web.respond import show as respond
from web.wishes import language_of

ALLOWED = ("may_confirm", "may_share", "may_write")


@get("/settings/family/{profile_id:uuid}")
async def edit(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    return await show(request, guardian, child, kept(request, child))


@post("/settings/family/{profile_id:uuid}")
async def update(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: S3 D1 C1. Errors: NotFound."""
    guardian = access.guardian(request)
    child = await membership.child(profile_id, by=guardian.actor)
    form = await forms.read(request)
    name, colour = form.text("name", most=80), form.integer("colour", most=colours.COLOURS - 1)
    creature = form.integer("creature", most=creatures.CREATURES - 1, required=False)
    if not form.is_valid:
        return await show(request, guardian, child, form, status=422)
    await changing.rename(child.id, name, colour, creature, by=guardian.actor)
    allowed = {each: form.checked(each) for each in ALLOWED}
    await permission.allow(child.id, **allowed, by=guardian.actor)
    return done(request, to="/settings/family", notice="profile.changed")


def kept(request: Request, child: Member, **typed: str) -> Form:
    allowed = {each: "on" if getattr(child, each) else "" for each in ALLOWED}
    look = {"colour": child.colour, "creature": child.creature}
    return forms.blank(request, name=child.name, **allowed, **look, **typed)


async def show(
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
    return respond(request, "settings/child", context, status=status)

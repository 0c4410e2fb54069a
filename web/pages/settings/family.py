"""/settings/family: who plans and who learns in a family."""

from uuid import uuid4

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.profiles import colours, creatures, members, membership
from domain.profiles.actor import Guardian
from domain.providers import invitation
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.pages.invitations.index import described
from web.pages.notifications import reading
from web.pages.settings import words
from web.respond import done, show
from web.wishes import language_of


@get("/settings/family")
async def index(request: Request) -> Answer:
    guardian = access.guardian(request)
    return await _show(request, guardian, forms.blank(request))


@post("/settings/family")
async def create(request: Request) -> Answer:
    """Adds a child. Rule: A7."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    name = form.text("name", most=80)
    colour = form.integer("colour", most=colours.COLOURS - 1, required=False)
    creature = form.integer("creature", most=creatures.CREATURES - 1, required=False)
    if not form.is_valid:
        return await _show(request, guardian, form, status=422)
    await membership.add_child(name, colour, creature, by=guardian.actor)
    return done(request, to="/settings/family", notice="profile.changed")


async def _show(
    request: Request, guardian: Visitor[Guardian], form: Form, status: int = 200
) -> Answer:
    language, by = language_of(request), guardian.actor
    people = await members.of(by.family_id)
    sent = [described(one, language) for one in await invitation.newest(by=by)]
    context = {
        "guardians": [each for each in people if each.kind == "guardian"],
        "children": [each for each in people if each.kind == "child"],
        "invitations": [one for one in sent if not one["is_over"]],
        "key": uuid4(),
        "form": form,
        "colours": words.colours(language),
        "creatures": words.creatures(language),
        **await reading.unread(guardian, by.family_id),
    }
    hear(request, ("people",))
    return show(request, "settings/family", context, status=status)

"""/settings/profile: what whoever logged in says of themselves, a child with its own login too."""

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles import changing, colours, creatures
from domain.profiles.actor import Actor
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.settings import regions, words
from web.respond import done, show
from web.wishes import language_of

KEPT = ("name", "colour", "creature", "language", "time_zone")


@get("/settings/profile")
async def edit(request: Request) -> Answer:
    """Rule: A8 A12. Errors: Forbidden for a child in a guardian's hands."""
    person = access.owner(request)
    kept = {name: getattr(person, name) for name in KEPT}
    return _show(request, person, forms.blank(request, **kept))


@post("/settings/profile")
async def update(request: Request) -> Answer:
    """Rule: A8 A12. Errors: Forbidden for a child in a guardian's hands."""
    person = access.owner(request)
    form = await forms.read(request)
    if await _change(form, person):
        return done(request, to="/settings", notice="profile.changed")
    return _show(request, person, form, status=422)


async def _change(form: Form, person: Visitor[Actor]) -> bool:
    """Whether all that was typed is sound; then it is kept."""
    name, colour = form.text("name", most=80), form.integer("colour", most=colours.COLOURS - 1)
    most = creatures.CREATURES - 1
    creature = form.integer("creature", most=most) if person.is_child else None
    language, zone = form.choice("language", ("de", "en")), form.text("time_zone")
    own, by = person.profile_id, person.actor
    try:
        if form.is_valid:
            await changing.change(
                own, name, colour, creature, language=language, time_zone=zone, by=by
            )
    except Invalid as error:
        form.refuse_because(error)
    return form.is_valid


def _show(request: Request, person: Visitor[Actor], form: Form, status: int = 200) -> Answer:
    language = language_of(request)
    context = {
        "form": form,
        "colours": words.colours(language),
        "creatures": words.creatures(language) if person.is_child else [],
        "languages": list(words.LANGUAGES.items()),
        "zones": regions.zones(),
    }
    return show(request, "settings/profile", context, status=status)

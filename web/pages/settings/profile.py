"""/settings/profile: name, colour, language and time zone of whoever uses the app."""

from litestar import get, post

from domain.errors import Invalid
from domain.profiles import changing, colours
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.settings import words
from web.respond import done, show
from web.wishes import language_of


@get("/settings/profile")
async def edit(request: Request) -> Answer:
    """Errors: Forbidden for a child."""
    person = access.grown_up(request)
    kept = {name: getattr(person, name) for name in ("name", "colour", "language", "time_zone")}
    return _show(request, forms.blank(request, **kept))


@post("/settings/profile")
async def update(request: Request) -> Answer:
    """Rule: A12. Errors: Forbidden for a child."""
    person = access.grown_up(request)
    form = await forms.read(request)
    name, colour = form.text("name", most=80), form.integer("colour", most=colours.COLOURS - 1)
    language, zone = form.choice("language", ("de", "en")), form.text("time_zone")
    try:
        if form.is_valid:
            await changing.change(
                person.profile_id, name, colour, language=language, time_zone=zone, by=person.actor
            )
            return done(request, to="/settings", notice="profile.changed")
    except Invalid as error:
        form.refuse_because(error)
    return _show(request, form, status=422)


def _show(request: Request, form: Form, status: int = 200) -> Answer:
    context = {
        "form": form,
        "colours": words.colours(language_of(request)),
        "languages": list(words.LANGUAGES.items()),
        "zones": words.zones(),
    }
    return show(request, "settings/profile", context, status=status)

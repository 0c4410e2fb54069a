"""/settings/notifications: when somebody is reminded."""

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles import family, reminder_time
from domain.profiles.actor import Actor, Guardian
from domain.sessions import reminder
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.settings import words
from web.respond import done, show
from web.wishes import language_of


@get("/settings/notifications")
async def edit(request: Request) -> Answer:
    """Rule: S14. Errors: Forbidden for a child."""
    person = access.grown_up(request)
    return await _show(request, person)


@post("/settings/notifications")
async def update(request: Request) -> Answer:
    """Rule: S14. Errors: Forbidden, NotFound."""
    person = access.grown_up(request)
    form = await forms.read(request)
    whose = form.uuid("profile")
    typed = form.values("minutes_before")
    if whose is None or not all(map(_is_number, typed)):
        return await _show(request, person, status=422)
    try:
        await reminder.choose(whose, map(int, typed), by=person.actor)
    except Invalid as error:
        form.refuse_because(error)
        return await _show(request, person, form.error("minutes_before"), status=422)
    return done(request, to="/settings/notifications", notice="reminders.changed")


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 7


async def _show(
    request: Request, person: Visitor[Actor], refusal: str = "", status: int = 200
) -> Answer:
    people = [(person.profile_id, person.name, person.colour)]
    if isinstance(person.actor, Guardian):
        children = await family.children(person.actor.family_id)
        people += [(child.id, child.name, child.colour) for child in children]
    language = language_of(request)
    rows = []
    for id, name, colour in people:
        chosen = await reminder_time.of(id)
        rows.append((id, name, colour, chosen, words.reminders(language, chosen)))
    context = {"people": rows, "refusal": refusal}
    return show(request, "settings/notifications", context, status=status)

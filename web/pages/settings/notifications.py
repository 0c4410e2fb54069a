"""/settings/notifications: when and how somebody is told, and whether it arrives."""

from litestar import get, post

from domain import topics
from domain.accounts.visitor import Visitor
from domain.errors import NotFound
from domain.notifications import preferences
from domain.profiles import members
from domain.profiles.actor import Actor, Guardian
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.pages.settings import push_tests, wishes, wishes_shown
from web.pages.settings.wishes import Person
from web.respond import done, show
from web.wishes import language_of


@get("/settings/notifications")
async def edit(request: Request) -> Answer:
    """Rule: N1 S14. Errors: Forbidden for a child in a guardian's hands."""
    person = access.owner(request)
    people = await _people(person)
    kept = await preferences.of([each.id for each in people])
    return await _show(request, person, people, Form(wishes.typed(kept), language_of(request)))


@post("/settings/notifications")
async def update(request: Request) -> Answer:
    """Everybody's wishes at once. Rule: N1 S14. Errors: Forbidden, NotFound."""
    person = access.owner(request)
    form = await forms.read(request)
    people = await _people(person)
    known = {str(each.id): each for each in people}
    sent = form.values("profile")
    if not known.keys() >= set(sent):
        raise NotFound
    wished = {known[id].id: wishes.read(form, known[id]) for id in sent}
    if not form.is_valid:
        return await _show(request, person, people, form, status=422)
    await preferences.choose(wished, by=person.actor)
    return done(request, to="/settings/notifications", notice="settings.changed")


async def _people(person: Visitor[Actor]) -> list[Person]:
    """Oneself, and the children of a guardian's family."""
    own = Person(person.profile_id, person.name, person.colour, person.creature, person.kind, True)
    if not isinstance(person.actor, Guardian):
        return [own]
    children = await members.children(person.actor.family_id)
    return [
        own,
        *(
            Person(*(each.id, each.name, each.colour, each.creature, each.kind), bool(each.account))
            for each in children
        ),
    ]


async def _show(
    request: Request, person: Visitor[Actor], people: list[Person], form: Form, status: int = 200
) -> Answer:
    language = language_of(request)
    hear(request, [topics.name("told", person.profile_id)])
    context = {
        "people": [wishes_shown.of(form, each, language) for each in people],
        "form": form,
        "devices": await push_tests.rows(person, language),
    }
    return show(request, "settings/notifications", context, status=status)

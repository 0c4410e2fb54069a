"""/settings/calendar: the secret addresses under which other calendars read the sessions."""

from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import settings
from domain.accounts.visitor import Visitor
from domain.calendar import address, reader
from domain.profiles import changeable, members
from domain.profiles.actor import Actor, Guardian
from web import access, trail
from web.access import Request
from web.answer import Answer
from web.respond import done, show

GOOGLE = "https://calendar.google.com/calendar/r?cid="
"""Takes addresses with webcal:, and says of those with https: that nobody has such a calendar."""


@get("/settings/calendar")
async def index(request: Request) -> Answer:
    """Rule: S16. Errors: Forbidden for a child in a guardian's hands."""
    person = access.planner(request)
    people = await _people(person)
    tokens = await address.tokens(one.id for one in people)
    described = [_described(one, tokens[one.id]) for one in people]
    return show(request, "settings/calendar", {"people": described})


@get("/settings/calendar/{profile_id:uuid}/renewal")
async def new(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Errors: Forbidden, NotFound."""
    person = access.planner(request)
    await changeable.must_be(profile_id, by=person.actor)
    context = {"profile_id": profile_id, "name": (await reader.of(profile_id)).name}
    return show(request, "settings/calendar_renewal", context)


@post("/settings/calendar/{profile_id:uuid}/renewal")
async def create(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: S16. Errors: Forbidden, NotFound."""
    person = access.planner(request)
    await address.renew(profile_id, by=person.actor)
    trail.noted(request, "renewed a calendar address")
    return done(request, to="/settings/calendar", notice="calendar.renewed")


class _Person(NamedTuple):
    """Shape: kind as Profile.kind."""

    id: UUID
    name: str
    colour: int
    creature: int
    kind: str


async def _people(person: Visitor[Actor]) -> list[_Person]:
    """Whose calendars somebody may pass on: the own, and a guardian those of the children."""
    own = (person.profile_id, person.name, person.colour, person.creature, person.kind)
    people = [_Person(*own)]
    if isinstance(person.actor, Guardian):
        children = await members.children(person.actor.family_id)
        people += [_Person(c.id, c.name, c.colour, c.creature, c.kind) for c in children]
    return people


def _described(one: _Person, token: str) -> dict[str, object]:
    link = f"{settings.current().base_url}/calendar/{token}.ics"
    subscribed = f"webcal://{link.partition('://')[2]}"
    return {
        **one._asdict(),
        "link": link,
        "apple": subscribed,
        "google": GOOGLE + quote(subscribed, safe=""),
    }

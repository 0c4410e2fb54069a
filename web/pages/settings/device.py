"""/settings/device: the device in hand says another clock or language than the profile."""

from litestar import get, post

from domain.errors import Invalid, NotFound
from domain.profiles import changing
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.inputs import own_address
from web.respond import done, show
from web.wishes import asked_from
from web.words import device_offer


@get("/settings/device")
async def index(request: Request) -> Answer:
    """Rule: A12. Shape: time_zone and language as the device says them.

    Errors: Forbidden for a child in a guardian's hands, NotFound where nothing differs.
    """
    person, said = access.owner(request), request.query_params
    offer = device_offer.of(
        said.get("time_zone", ""),
        said.get("language", ""),
        kept_zone=person.time_zone,
        kept_language=person.language,
    )
    if offer is None:
        raise NotFound
    return show(request, "settings/device", {"offer": offer, "following": _following(request)})


@post("/settings/device")
async def update(request: Request) -> Answer:
    """Rule: A12. Errors: as index; NotFound for what is no zone or language."""
    person = access.owner(request)
    form = await forms.read(request)
    language, zone = form.value("language"), form.value("time_zone")
    try:
        await changing.follow(person.profile_id, language, zone, by=person.actor)
    except Invalid as error:
        raise NotFound from error
    return done(request, to=own_address(form.value("next")), notice="profile.changed")


def _following(request: Request) -> str:
    """Back to where it was asked."""
    asked = asked_from(request)
    return own_address(f"{asked.path}?{asked.query}" if asked.query else asked.path)

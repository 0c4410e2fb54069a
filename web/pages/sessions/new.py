"""/sessions/new: an educator puts a session in."""

from datetime import date, time
from typing import Any
from uuid import UUID

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.errors import Forbidden, Invalid
from domain.providers import connection, service
from domain.providers import educator as educators
from domain.providers import lists as providers
from domain.providers.lists import Known
from domain.providers.service import Service
from domain.sessions import lists, proposal
from domain.sessions.lists import Learner
from domain.sessions.proposal import Offer
from domain.sessions.session import Place, Session
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.pages.sessions.words import FAMILY, OWN_PLACES
from web.respond import Answer, done, is_partial, show
from web.words import formats
from web.words.formats import Formats
from web.words.translations import say, words

MESSAGE_MOST, DETAIL_MOST = 1000, 300
FIELDS = {"starts_on": "date", "starts_at": "start", "meeting_url": "place_detail"}
"""What the domain calls them, and the form."""
STARTING = (
    "family",
    "child",
    "service",
    "date",
    "start",
    "place",
    "place_detail",
    "message",
    "key",
)


@get("/sessions/new")
async def new(request: Request, educator: PERSON) -> Answer:
    """Rule: S2. Shape: may be asked with what is known already: ?family=&date=&time=."""
    query = request.query_params
    typed = {name: forms.cleaned(query[name]) for name in STARTING if query.get(name)}
    if query.get("time") and "start" not in typed:
        typed["start"] = forms.cleaned(query["time"])
    return await _show(request, educator, typed, forms.blank(request, **typed))


@post("/sessions/new")
async def create(request: Request, educator: PERSON) -> Answer:
    """Rule: S2 S13. Errors: NotFound (a family that is not theirs), Forbidden."""
    form = await forms.read(request)
    made = await _propose(form, educator)
    if made is None:
        return await _show(request, educator, None, form, status=422)
    return done(request, to=f"/sessions/{made.id}", notice="session.proposed")


async def _propose(form: Form, educator: Visitor) -> Session | None:
    """The session, or None where the form says what is wrong."""
    child, booked = form.uuid("child"), form.uuid("service")
    day, start = form.date("date"), form.time("start")
    place = form.choice("place", [place.value for place in Place])
    detail = form.text("place_detail", most=DETAIL_MOST, required=False)
    message = form.paragraph("message", most=MESSAGE_MOST)
    family = form.uuid("family")
    if not (form.is_valid and family and child and booked and day and start):
        return None
    shared = await connection.of_family(family, by=educator)
    where = await _where(Place(place), detail, educator)
    offer = _offer(form, educator, child, booked, day, start, message, where)
    try:
        return await proposal.propose(offer, shared, by=educator)
    except Invalid as error:
        form.refuse(FIELDS.get(error.field, error.field), error.code, **error.values)
    return None


def _offer(
    form: Form,
    educator: Visitor,
    child: UUID,
    booked: UUID,
    day: date,
    start: time,
    message: str,
    where: tuple[Place, str, str],
) -> Offer:
    place, detail, meeting_url = where
    return Offer(
        key=form.key(),
        child=child,
        service=booked,
        day=day,
        wall_time=start,
        time_zone=_zone(educator),
        place=place,
        place_detail=detail,
        meeting_url=meeting_url,
        message=message,
    )


async def _where(place: Place, detail: str, educator: Visitor) -> tuple[Place, str, str]:
    """Place, detail and link. Rule: S13: without a link of its own the default room."""
    if place != Place.ONLINE:
        return place, detail, ""
    return place, "", detail or await _room(educator)


async def _show(
    request: Request,
    educator: Visitor,
    typed: dict[str, str] | None,
    form: Form,
    status: int = 200,
) -> Answer:
    if educator.provider_id is None:
        raise Forbidden
    families = await providers.families_of(educator.provider_id)
    learners = await lists.learners(educator.provider_id)
    services = await service.offered(educator.provider_id)
    chosen = _chosen(families, form)
    if typed is not None:
        form = await _started(request, educator, typed, chosen)
    with formats.reading_in(_zone(educator)):
        context = _context(families, _of(learners, chosen, request, form), services, educator)
        return show(
            request,
            "sessions/new",
            {**context, "form": form, "hint": _hint(chosen, educator.language)},
            status=status,
        )


async def _started(
    request: Request, educator: Visitor, typed: dict[str, str], chosen: Known | None
) -> Form:
    """What the form proposes where nothing was typed yet."""
    place = Place.ONLINE if await _room(educator) else Place.AT_FAMILY
    start = {"place": place.value, "family": str(chosen.id) if chosen else ""}
    return forms.blank(request, **{**start, **typed})


def _chosen(families: list[Known], form: Form) -> Known | None:
    asked = form.value("family")
    return next(
        (one for one in families if str(one.id) == asked), families[0] if families else None
    )


def _of(
    learners: list[Learner], chosen: Known | None, request: Request, form: Form
) -> list[Learner]:
    """Whom the form offers: those of the chosen family alone once it was chosen.

    Choice: a page without scripts cannot follow the choice, so it offers all, by family.
    """
    own = [one for one in learners if chosen and one.family == chosen.id]
    if is_partial(request) or request.query_params.get("family") or form.errors:
        return own
    return own + [one for one in learners if one not in own]


def _context(
    families: list[Known], learners: list[Learner], services: list[Service], educator: Visitor
) -> dict[str, Any]:
    """Within formats.reading_in()."""
    language = educator.language
    said = Formats(language)
    return {
        "families": [(one.id, say(language, FAMILY, name=one.name)) for one in families],
        "children": [
            (one.id, one.name, say(language, FAMILY, name=one.family_name)) for one in learners
        ],
        "services": [(one.id, _service(one, said)) for one in services],
        "places": [(code, say(language, text)) for code, text in OWN_PLACES.items()],
        "zone": _zone(educator),
        "today": formats.today().isoformat(),
    }


def _service(found: Service, said: Formats) -> str:
    parts = [found.name, said.minutes(found.duration_minutes)]
    return " · ".join([*parts, said.credits(found.credits)] if found.credits else parts)


def _hint(chosen: Known | None, language: str) -> str:
    if chosen is None:
        return ""
    text = words(language).ngettext(
        "Familie %(name)s hat %(n)s Credit frei.",
        "Familie %(name)s hat %(n)s Credits frei.",
        chosen.free,
    )
    return text % {"name": chosen.name, "n": chosen.free}


async def _room(educator: Visitor) -> str:
    return await educators.meeting_url(educator.educator_id) if educator.educator_id else ""


def _zone(educator: Visitor) -> str:
    return formats.zone(educator.time_zone).key

"""/groups/new: an educator makes a date for several children. Rule: S18."""

from datetime import time, timedelta
from typing import Any

from litestar import get, post

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import service
from domain.providers.service import Service
from domain.sessions import fault, group_offer, week
from domain.sessions.fault import YEARS_AHEAD
from domain.sessions.group import Group
from domain.sessions.group_offer import GroupOffer, Invited
from domain.sessions.learner import Learner, learners
from domain.sessions.place import Place
from domain.sessions.wall_clock import instant
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.groups import invited, together
from web.pages.groups.together import Together
from web.pages.sessions import draft, foreseen
from web.respond import done, show
from web.words import zones
from web.words.formats import Formats
from web.words.places import OWN_PLACES
from web.words.translations import N_, say

STARTING = ("service", "date", "start", "key")
SLOT = "slot"
PLACES = [code for code in OWN_PLACES if code != Place.AT_FAMILY]
"""Choice: nobody's home, for nobody is to learn who the others are."""
SERVICE = N_("%(name)s · %(length)s · %(places)s Plätze")


@get("/groups/new")
async def new(request: Request) -> Answer:
    """Shape: may be asked with what is known already: ?service=&date=&start=&invited=, and with
    what is tapped of the times that suit everybody.
    """
    educator = access.staff(request)
    query = request.query_params
    asked = {name: inputs.cleaned(query[name]) for name in STARTING if query.get(name)}
    if slot := inputs.cleaned(query.get(SLOT, "")):
        asked["date"], _, asked["start"] = slot.partition("T")
    known = await learners(educator.actor)
    own_room = next((one.own_room for one in known), "")
    place = Place.ONLINE if own_room else Place.AT_PROVIDER
    form = forms.blank(request, **{"place": place.value, "is_open": "on", **asked})
    form.tick("invited", query.getall("invited", []))
    return await _show(request, educator, form, known)


@post("/groups/new")
async def create(request: Request) -> Answer:
    """Rule: S18 S13."""
    educator = access.staff(request)
    form = await forms.read(request)
    known = await learners(educator.actor)
    if not foreseen.is_told(request, form) and not await _is_published(form, educator):
        return await _show(request, educator, form, known, is_told=True)
    made = await _make(form, known, educator)
    if made is None:
        return await _show(request, educator, form, known, status=422)
    return done(request, to=f"/groups/{made.id}", notice="group.made")


async def _is_published(form: Form, educator: Visitor[Staff]) -> bool:
    """Whether it is within the hours, and where no calendar is busy. Rule: S2."""
    booked = _booked(await _groups(educator), form)
    return await foreseen.is_published(booked, [foreseen.start(form, educator)], educator)


async def _groups(educator: Visitor[Staff]) -> list[Service]:
    offered = await service.offered(educator.actor.provider_id)
    return [each for each in offered if each.is_group]


def _booked(several: list[Service], form: Form) -> Service | None:
    """Shape: without a choice the first, which stands there."""
    chosen = form.value("service")
    return next((one for one in several if str(one.id) == chosen or not chosen), None)


async def _make(form: Form, known: list[Learner], educator: Visitor[Staff]) -> Group | None:
    """The date, or None where the form says all that is wrong."""
    typed, zone = draft.read(form), zones.named(educator.time_zone).key
    form.choice("place", PLACES)
    room = next((one.own_room for one in known), "")
    if typed.place == Place.ONLINE and not (typed.link or room):
        form.refuse("place_detail", "no_room")
    asked = invited.read(form)
    whole = _whole(form, typed, asked, room, zone) if form.is_valid else None
    try:
        if whole is not None:
            return await group_offer.make(whole, by=educator.actor)
    except Invalid as error:
        draft.refuse(form, error)
    checked = await fault.check(typed.draft(zone), by=educator.actor, is_group=True)
    for each in checked.faults:
        draft.refuse(form, each)
    return None


def _whole(
    form: Form, typed: draft.Typed, asked: tuple[Invited, ...], room: str, zone: str
) -> GroupOffer | None:
    if typed.service is None or typed.day is None or typed.start is None:
        return None
    is_online = typed.place == Place.ONLINE
    return GroupOffer(
        form.key(),
        typed.service,
        typed.day,
        typed.start,
        zone,
        Place(typed.place),
        "" if is_online else typed.detail,
        (typed.link or room) if is_online else "",
        typed.message,
        form.checked("is_open"),
        asked,
    )


async def _show(
    request: Request,
    educator: Visitor[Staff],
    form: Form,
    known: list[Learner],
    *,
    status: int = 200,
    is_told: bool = False,
) -> Answer:
    several = await _groups(educator)
    booked = _booked(several, form)
    suiting = await together.of(known, invited.read(form.copy()), booked, educator)
    said = [] if form.errors else await _foreseen(form, booked, suiting, educator)
    with zones.reading_in(educator.time_zone):
        context = {
            "form": form,
            **_choices(several, educator.language),
            "rows": invited.rows(known, form, educator.language),
            **suiting.context(educator.language),
            "foreseen": said,
            "told": foreseen.told(form, is_now=is_told),
            "minutes": booked.duration_minutes if booked else 0,
            "has_room": any(one.own_room for one in known),
            "zone": zones.here().key,
            "today": zones.today().isoformat(),
        }
        return show(request, "groups/new", context, status=status)


async def _foreseen(
    form: Form, booked: Service | None, suiting: Together, educator: Visitor[Staff]
) -> list[str]:
    """What there is to say of the time before it is sent, as of one session.

    Rule: S2 S4 S6 S7 S17.
    """
    zone = zones.named(educator.time_zone).key
    meant = draft.read(form.copy()).draft(zone)
    if meant.day is None:
        return []
    day = min(meant.day, clock.latest_day(YEARS_AHEAD))
    until = instant(day, time.max, zone) + timedelta(days=1)
    ahead = await week.ahead(educator.profile_id, clock.now(), until)
    (said,) = await foreseen.of_times([meant], booked, ahead, educator)
    elsewhere = suiting.of_time(foreseen.start(form, educator), booked, educator.language)
    return [*said, *elsewhere]


def _choices(several: list[Service], language: str) -> dict[str, Any]:
    """Within zones.reading_in()."""
    said = Formats(language)
    return {
        "services": [
            (
                str(each.id),
                say(
                    language,
                    SERVICE,
                    name=each.name,
                    length=said.minutes(each.duration_minutes),
                    places=each.places_count,
                ),
            )
            for each in several
        ],
        "places": [(code, say(language, OWN_PLACES[code])) for code in PLACES],
    }

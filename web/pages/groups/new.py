"""/groups/new: an educator makes a date for several children. Rule: S18."""

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.sessions.learner import Learner, learners
from domain.sessions.place import Place
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.groups import invited, offered, together, typed_group
from web.pages.sessions import anyway, typed_start, unpublished
from web.respond import done, show
from web.words import zones

STARTING = ("service", "date", "start", "key")
SLOT = "slot"


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
    if not anyway.is_told(request, form) and not await _is_published(form, educator):
        return await _show(request, educator, form, known, is_told=True)
    made = await typed_group.make(form, known, educator)
    if made is None:
        return await _show(request, educator, form, known, status=422)
    return done(request, to=f"/groups/{made.id}", notice="group.made")


async def _is_published(form: Form, educator: Visitor[Staff]) -> bool:
    """Whether it is within the hours, and where no calendar is busy. Rule: S2."""
    booked = offered.booked(await offered.groups(educator), form)
    return await unpublished.is_published(booked, [typed_start.of_form(form, educator)], educator)


async def _show(
    request: Request,
    educator: Visitor[Staff],
    form: Form,
    known: list[Learner],
    *,
    status: int = 200,
    is_told: bool = False,
) -> Answer:
    several = await offered.groups(educator)
    booked = offered.booked(several, form)
    suiting = await together.of(known, invited.read(form.copy()), booked, educator)
    said = [] if form.errors else await offered.hints(form, booked, suiting, educator)
    with zones.reading_in(educator.time_zone):
        context = {
            "form": form,
            **offered.choices(several, educator.language),
            "rows": invited.rows(known, form, educator.language),
            **suiting.context(educator.language),
            "foreseen": said,
            "told": anyway.told(form, is_now=is_told),
            "minutes": booked.duration_minutes if booked else 0,
            "has_room": any(one.own_room for one in known),
            "zone": zones.here().key,
            "today": zones.today().isoformat(),
        }
        return show(request, "groups/new", context, status=status)

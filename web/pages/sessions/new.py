"""/sessions/new: an educator puts a session in."""

from datetime import date, time
from uuid import UUID

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Staff
from domain.providers import connection, staff
from domain.sessions import fault, learner, offer
from domain.sessions.fault import Draft
from domain.sessions.learner import Learner
from domain.sessions.offer import Offer
from domain.sessions.session import Place, Session
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import offered
from web.respond import done, show
from web.words import formats

MESSAGE_MOST, DETAIL_MOST = 1000, 300
FIELDS = {
    "learner": "child", "starts_on": "date", "starts_at": "start", "meeting_url": "place_detail"
}  # fmt: skip
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
async def new(request: Request) -> Answer:
    """Rule: S2. Shape: may be asked with what is known already: ?family=&date=&time=."""
    educator = access.staff(request)
    query = request.query_params
    typed = {name: inputs.cleaned(query[name]) for name in STARTING if query.get(name)}
    if query.get("time") and "start" not in typed:
        typed["start"] = inputs.cleaned(query["time"])
    form = forms.blank(request, **{"place": await _usual_place(educator), **typed})
    return await _show(request, educator, form, status=200)


@post("/sessions/new")
async def create(request: Request) -> Answer:
    """Rule: S2 S13. Errors: NotFound (a family that is not theirs), Forbidden."""
    educator = access.staff(request)
    form = await forms.read(request)
    made = await _propose(form, educator)
    if made is None:
        return await _show(request, educator, form, status=422)
    return done(request, to=f"/sessions/{made.id}", notice="session.proposed")


async def _propose(form: Form, educator: Visitor[Staff]) -> Session | None:
    """The session, or None where the form says all that is wrong."""
    child, booked = form.uuid("child"), form.uuid("service")
    day, start = form.date("date"), form.time("start")
    place = form.choice("place", [place.value for place in Place])
    detail = form.text("place_detail", most=DETAIL_MOST, required=False)
    message = form.paragraph("message", most=MESSAGE_MOST)
    known = await learner.learners(educator.actor)
    chosen = _chosen(form, known)
    if form.is_valid and chosen and child and booked and day and start:
        shared = await connection.of_family(chosen.family, by=educator.actor)
        where = await _where(Place(place), detail, educator)
        asked = _offer(form, educator, child, booked, day, start, message, where)
        try:
            return await offer.propose(asked, shared, by=educator.actor)
        except Invalid as error:
            _refuse(form, error)
    link = detail if place == Place.ONLINE else ""
    draft = Draft(booked, day, start, _zone(educator), link, message)
    for each in (await fault.check(draft, by=educator.actor)).faults:
        _refuse(form, each)
    return None


def _refuse(form: Form, error: Invalid) -> None:
    form.refuse(FIELDS.get(error.field, error.field), error.code, **error.values)


def _chosen(form: Form, known: list[Learner]) -> Learner | None:
    """For whom. The child implies the family; a family chosen beside it never changes the child.

    Errors: NotFound (a family that is not theirs).
    """
    family, child = form.value("family"), form.value("child")
    if family and family not in {str(one.family) for one in known}:
        raise NotFound
    found = next((one for one in known if str(one.id) == child), None)
    if found is None and child:
        form.refuse("child", "unknown")
    _must_match(form, found)
    return found


def _must_match(form: Form, found: Learner | None) -> None:
    family = form.value("family")
    if found is not None and family and str(found.family) != family:
        form.refuse("child", "of_other_family", who=found.name)


def _offer(
    form: Form,
    educator: Visitor[Staff],
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
        learner=child,
        service=booked,
        day=day,
        wall_time=start,
        time_zone=_zone(educator),
        place=place,
        place_detail=detail,
        meeting_url=meeting_url,
        message=message,
    )


async def _where(place: Place, detail: str, educator: Visitor[Staff]) -> tuple[Place, str, str]:
    """Place, detail and link. Rule: S13: without a link of its own the default room."""
    if place != Place.ONLINE:
        return place, detail, ""
    return place, "", detail or await staff.meeting_url(by=educator.actor)


def _zone(educator: Visitor[Staff]) -> str:
    """In which day and time are meant."""
    return formats.zone(educator.time_zone).key


async def _usual_place(educator: Visitor[Staff]) -> str:
    has_room = await staff.meeting_url(by=educator.actor)
    return (Place.ONLINE if has_room else Place.AT_FAMILY).value


async def _show(request: Request, educator: Visitor[Staff], form: Form, *, status: int) -> Answer:
    known = await learner.learners(educator.actor)
    # Said at the choice, not only once it is sent.
    _must_match(form, next((one for one in known if str(one.id) == form.value("child")), None))
    context = {**await offered.context(known, form, educator), "form": form}
    return show(request, "sessions/new", context, status=status)

"""/sessions/new: an educator puts a session in, or a series."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from litestar import get, post

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import connection, service
from domain.providers.service import Service
from domain.sessions import fault, habit, offer, week
from domain.sessions.learner import Learner, learners
from domain.sessions.offer import Offer
from domain.sessions.session import Session
from domain.sessions.week import Taught
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import draft, foreseen, new_series, offered, repeating, usual, whom
from web.respond import done, show
from web.words import zones

STARTING = (
    "family",
    "learner",
    "service",
    "date",
    "start",
    "place",
    "place_detail",
    "message",
    "key",
    "like",
    "slot",
    *repeating.TYPED,
)


@get("/sessions/new")
async def new(request: Request) -> Answer:
    """Rule: S2. Shape: may be asked with what is known already: ?family=&date=&time=, and with
    what is tapped of usual.start().
    """
    educator = access.staff(request)
    query = request.query_params
    asked = {name: inputs.cleaned(query[name]) for name in STARTING if query.get(name)}
    if query.get("time") and "start" not in asked:
        asked["start"] = inputs.cleaned(query["time"])
    known, services = await _known(educator)
    if not asked.get("like") and not asked.get("learner"):
        asked["learner"] = whom.only(asked.get("family", ""), known)
    habits = await habit.habits(educator.actor)
    ahead = await _ahead(asked.get("date", ""), educator)
    started = usual.start(asked, known, habits, ahead, educator)
    defaults = repeating.DEFAULTS if asked.get("kind") == repeating.SERIES else {}
    form = forms.blank(request, **{**defaults, **started.typed})
    return await _show(request, educator, form, Shown(known, services, ahead, *started[1:]))


@post("/sessions/new")
async def create(request: Request) -> Answer:
    """Rule: S2 S7 S13. Errors: NotFound (a family that is not theirs), Forbidden.

    Shape: `change` says that the form is wanted again, and not what comes after it.
    """
    educator = access.staff(request)
    form = await forms.read(request)
    if repeating.is_asked(form):
        typed = await new_series.read(form, educator)
        if typed is not None and not form.checked("change"):
            return await new_series.create(request, form, typed, educator)
        return await _again(request, educator, form, status=200 if typed else 422)
    made = await _propose(form, educator)
    if made is None:
        return await _again(request, educator, form, status=422)
    return done(request, to=f"/sessions/{made.id}", notice="session.proposed")


async def _again(request: Request, educator: Visitor[Staff], form: Form, *, status: int) -> Answer:
    """The form with what was typed."""
    shown = Shown(*await _known(educator), await _ahead(form.value("date"), educator))
    return await _show(request, educator, form, shown, status=status)


async def _propose(form: Form, educator: Visitor[Staff]) -> Session | None:
    """The session, or None where the form says all that is wrong."""
    learner, typed, room = draft.of(form, await learners(educator.actor))
    try:
        if form.is_valid and learner is not None:
            whole = typed.offer(form.key(), learner.id, _zone(educator), room)
            return await _put_in(whole, learner, educator)
    except Invalid as error:
        draft.refuse(form, error)
    checked = await fault.check(typed.draft(_zone(educator)), by=educator.actor)
    for each in checked.faults:
        draft.refuse(form, each)
    return None


async def _put_in(
    whole: Offer | None, learner: Learner, educator: Visitor[Staff]
) -> Session | None:
    """Errors: as offer.propose."""
    if whole is None:
        return None
    shared = await connection.of_family(learner.family, by=educator.actor)
    return await offer.propose(whole, shared, by=educator.actor)


def _zone(educator: Visitor[Staff]) -> str:
    """In which day and time are meant."""
    return zones.named(educator.time_zone).key


class Shown(NamedTuple):
    """What the form is drawn from. Shape: times and noted as usual.Start has them."""

    known: list[Learner]
    services: list[Service]
    ahead: list[Taught]
    times: Sequence[tuple[str, str]] = ()
    noted: str = ""


async def _known(educator: Visitor[Staff]) -> tuple[list[Learner], list[Service]]:
    return await learners(educator.actor), await service.offered(educator.actor.provider_id)


async def _ahead(date: str, educator: Visitor[Staff]) -> list[Taught]:
    """As far as something usual is looked for, and on the day that was typed."""
    now = clock.now()
    until = now + habit.LOOKED_AHEAD
    try:
        day = datetime.fromisoformat(date).replace(tzinfo=UTC) + timedelta(days=2)
    except (ValueError, OverflowError):
        day = until
    return await week.ahead(educator.profile_id, now, max(until, day))


async def _show(
    request: Request, educator: Visitor[Staff], form: Form, shown: Shown, *, status: int = 200
) -> Answer:
    # Said at the choice, not only once it is sent.
    whom.must_match(form, whom.chosen(form, shown.known))
    offers = offered.context(shown.known, shown.services, shown.ahead, form, educator)
    offers |= repeating.context(form, educator.language)
    outside = await foreseen.outside(form, offered.picked(shown.services, form), educator)
    lines = [*offers["foreseen"], *outside]
    typed = {"form": form, "times": shown.times, "noted": shown.noted}
    context = {**offers, **typed, "foreseen": lines}
    return show(request, "sessions/new", context, status=status)

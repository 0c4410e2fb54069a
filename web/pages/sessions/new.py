"""/sessions/new: an educator puts a session in, several times to choose from, or a series."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
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
from web.pages.sessions import (
    anyway,
    draft,
    foreseen,
    new_alternatives,
    new_series,
    offered,
    repeating,
    replying,
    suits,
    typed_start,
    unpublished,
    usual,
    whom,
)
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
    replying.FIELD,
    *new_alternatives.TYPED,
    *repeating.TYPED,
)


@get("/sessions/new")
async def new(request: Request) -> Answer:
    """Rule: S2. Shape: may be asked with what is known already: ?family=&date=&time=, with
    what is tapped of usual.start(), and with what it replies to.
    """
    educator = access.staff(request)
    query = request.query_params
    asked = {name: inputs.cleaned(query[name]) for name in STARTING if query.get(name)}
    if query.get("time") and "start" not in asked:
        asked["start"] = inputs.cleaned(query["time"])
    instead_of = await replying.asked(asked.get(replying.FIELD, ""), educator)
    known, services = await _known(educator, instead_of)
    asked = replying.start(instead_of) | asked
    if not asked.get("like") and not asked.get("learner"):
        asked["learner"] = whom.only(asked.get("family", ""), known)
    habits = await habit.habits(educator.actor)
    ahead = await _ahead(asked, educator)
    if asked.get("kind") == new_alternatives.ALTERNATIVES:
        asked = new_alternatives.filled(asked)
    started = await usual.start(asked, known, habits, ahead, educator)
    defaults = repeating.DEFAULTS if asked.get("kind") == repeating.SERIES else {}
    form = forms.blank(request, **{**defaults, **started.typed})
    shown = Shown(known, services, ahead, *started[1:], instead_of=instead_of)
    return await _show(request, educator, form, shown)


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
    instead_of = await replying.asked(form.value(replying.FIELD), educator)
    if not anyway.is_told(request, form) and not await _is_published(form, educator):
        return await _again(request, educator, form, instead_of, status=200, is_told=True)
    propose = new_alternatives.propose if new_alternatives.is_asked(form) else _propose
    made = await propose(form, educator, instead_of)
    if made is None:
        return await _again(request, educator, form, instead_of, status=422)
    return done(request, to=f"/sessions/{made.id}", notice="session.proposed")


async def _again(
    request: Request,
    educator: Visitor[Staff],
    form: Form,
    instead_of: Session | None = None,
    *,
    status: int,
    is_told: bool = False,
) -> Answer:
    """The form with what was typed. Shape: is_told says that it names what may be put in anyway."""
    typed = {name: form.value(name) for name in STARTING}
    ahead = await _ahead(typed, educator)
    known = await _known(educator, instead_of)
    shown = Shown(*known, ahead, instead_of=instead_of, is_told=is_told)
    return await _show(request, educator, form, shown, status=status)


async def _is_published(form: Form, educator: Visitor[Staff]) -> bool:
    """Whether all that is typed is within the hours, and where no calendar is busy. Rule: S2."""
    booked = offered.picked(await service.offered(educator.actor.provider_id), form)
    if new_alternatives.is_asked(form):
        starts = new_alternatives.starts(form, educator)
    else:
        starts = [typed_start.of_form(form, educator)]
    return await unpublished.is_published(booked, starts, educator)


async def _propose(
    form: Form, educator: Visitor[Staff], instead_of: Session | None
) -> Session | None:
    """The session, or None where the form says all that is wrong."""
    learner, typed, room = draft.of(form, await learners(educator.actor))
    try:
        if form.is_valid and learner is not None:
            whole = typed.offer(form.key(), learner.id, _zone(educator), room)
            return await _put_in(whole, learner, educator, instead_of)
    except Invalid as error:
        draft.refuse(form, error)
    checked = await fault.check(typed.draft(_zone(educator)), by=educator.actor)
    for each in checked.faults:
        draft.refuse(form, each)
    return None


async def _put_in(
    whole: Offer | None,
    learner: Learner,
    educator: Visitor[Staff],
    instead_of: Session | None,
) -> Session | None:
    """Errors: as offer.propose."""
    if whole is None:
        return None
    shared = await connection.of_family(learner.family, by=educator.actor)
    return await offer.propose(whole, shared, by=educator.actor, instead_of=instead_of)


def _zone(educator: Visitor[Staff]) -> str:
    """In which day and time are meant."""
    return zones.named(educator.time_zone).key


class Shown(NamedTuple):
    """What the form is drawn from. Shape: times and noted as usual.Start has them; instead_of is
    what it replies to.
    """

    known: list[Learner]
    services: list[Service]
    ahead: list[Taught]
    times: Sequence[tuple[str, str]] = ()
    noted: str = ""
    instead_of: Session | None = None
    is_told: bool = False


async def _known(
    educator: Visitor[Staff], instead_of: Session | None
) -> tuple[list[Learner], list[Service]]:
    """Whom and what the form offers. Choice: who asked for other times alone is answered."""
    known = await learners(educator.actor)
    if instead_of is not None:
        known = [one for one in known if one.id == instead_of.learner]
    return known, await service.offered(educator.actor.provider_id)


async def _ahead(typed: Mapping[str, str], educator: Visitor[Staff]) -> list[Taught]:
    """As far as something usual is looked for, and on the days that were typed."""
    now = clock.now()
    untils = [now + habit.LOOKED_AHEAD]
    for name, value in typed.items():
        with suppress(ValueError, OverflowError):
            if name.startswith("date"):
                day = datetime.fromisoformat(value).replace(tzinfo=UTC)
                untils.append(day + timedelta(days=2))
    return await week.ahead(educator.profile_id, now, max(untils))


async def _show(
    request: Request, educator: Visitor[Staff], form: Form, shown: Shown, *, status: int = 200
) -> Answer:
    # Said at the choice, not only once it is sent.
    whom.must_match(form, whom.chosen(form, shown.known))
    booked, ahead = offered.picked(shown.services, form), shown.ahead
    context = offered.context(shown.known, shown.services, form, educator)
    context |= repeating.context(form, educator.language)
    suiting = await suits.of(whom.chosen(form, shown.known), booked, educator)
    context |= await new_alternatives.context(form, booked, ahead, suiting, educator)
    if not context["is_choice"] and not form.errors:
        meant = draft.read(form.copy()).draft(_zone(educator))
        (of_time,) = await foreseen.of_times([meant], booked, ahead, educator)
        starts_at = typed_start.of_form(form, educator)
        elsewhere = suiting.of_time(starts_at, booked, educator.language)
        context["foreseen"] += [*of_time, *elsewhere]
    context |= {"form": form, "times": shown.times, "noted": shown.noted, "suits": suiting}
    context["told"] = anyway.told(form, is_now=shown.is_told)
    context["replying"] = await replying.said(shown.instead_of, educator)
    return show(request, "sessions/new", context, status=status)

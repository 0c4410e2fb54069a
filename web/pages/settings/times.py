"""/settings/times: when the learners of a family usually have time. Rule: S17."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.availability import family_time
from domain.availability.family_time import FamilyTime
from domain.errors import Invalid, NotFound
from domain.profiles import members
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.availability import weekly
from web.respond import done, show
from web.words import ranges, zones


@get("/settings/times")
async def index(request: Request) -> Answer:
    """Rule: S17."""
    guardian = access.guardian(request)
    home = guardian.actor.family_id
    said = await family_time.of_family(home)
    rows = [
        (one, ranges.said(said.get(one.id, ()), guardian.language))
        for one in await members.learners(home)
    ]
    return show(request, "settings/times", {"learners": rows})


@get("/settings/times/{profile_id:uuid}")
async def edit(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: S17. Errors: NotFound."""
    guardian = access.guardian(request)
    learner = await _learner(profile_id, guardian)
    kept = (await family_time.of_family(guardian.actor.family_id)).get(learner.id, [])
    form = forms.blank(request, **_typed(kept))
    return _show(request, learner, form, kept[0].time_zone if kept else _zone(guardian))


@post("/settings/times/{profile_id:uuid}")
async def update(request: Request, profile_id: FromPath[UUID]) -> Answer:
    """Rule: S17. Errors: NotFound. Choice: meant where the guardian is, as every time of theirs."""
    guardian = access.guardian(request)
    learner = await _learner(profile_id, guardian)
    form = await forms.read(request)
    read, zone = weekly.read(form), _zone(guardian)
    try:
        if form.is_valid:
            times = [each[:3] for each in read]
            await family_time.replace(learner.id, times, zone, by=guardian.actor)
            return done(request, to="/settings/times", notice="profile.changed")
    except Invalid as error:
        weekly.refuse(form, error, read)
    return _show(request, learner, form, zone, status=422)


async def _learner(profile: UUID, guardian: Visitor[Guardian]) -> Member:
    """Errors: NotFound."""
    for each in await members.learners(guardian.actor.family_id):
        if each.id == profile:
            return each
    raise NotFound


def _zone(guardian: Visitor[Guardian]) -> str:
    return zones.named(guardian.time_zone).key


def _typed(kept: list[FamilyTime]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for each, place in zip(kept, weekly.placed(one.weekday for one in kept), strict=True):
        typed |= weekly.typed(place, each.starts_minute, each.ends_minute)
    return typed


def _show(request: Request, learner: Member, form: Form, zone: str, *, status: int = 200) -> Answer:
    context = {
        "learner": learner,
        "form": form,
        "zone": zone,
        "days": weekly.days(form, access.guardian(request).language),
        "services": [],
    }
    return show(request, "settings/times_of", context, status=status)

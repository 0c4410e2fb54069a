"""/groups/{id}/joining: a family takes a place, with the costs said before. Rule: S3 S8 S18 K3."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.credits import asking, available, hold, package
from domain.errors import Conflict, Invalid
from domain.profiles.actor import Guardian
from domain.providers import connection
from domain.sessions import group_joining, group_seats, group_wait, state
from domain.sessions.group import Group
from domain.sessions.group_places import GroupFull
from domain.sessions.obstacle import Obstacle
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.groups import brief, people
from web.pages.sessions import costs, obstacles
from web.respond import done, show
from web.words import group_places, refusals, turns, zones
from web.words.translations import N_

AT_ONCE = N_("Alle, die warten, fragen wir zugleich. Wer zuerst bestätigt, bekommt den Platz.")
REFUSED = (GroupFull, state.SlotTaken, hold.NotEnoughCredits, hold.CreditsEndBefore)


@get("/groups/{group_id:uuid}/joining")
async def new(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    guardian = access.guardian(request)
    one = await group_joining.reachable(group_id, by=guardian.actor)
    return await shown(request, one, guardian, forms.blank(request))


@post("/groups/{group_id:uuid}/joining")
async def create(request: Request, group_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Stale. Choice: what else stands in the way is said on the same page."""
    guardian = access.guardian(request)
    one = await group_joining.reachable(group_id, by=guardian.actor)
    form = await forms.read(request)
    learner = form.uuid("learner")
    if learner is None:
        return await shown(request, one, guardian, form, status=422)
    try:
        joined = await group_joining.join(form.key(), one, learner, by=guardian.actor)
    except Invalid as error:
        form.refuse_because(error)
        return await shown(request, one, guardian, form, status=422)
    except REFUSED as error:
        return await _refused(request, one, guardian, form, error)
    return done(request, to=f"/sessions/{joined.id}", notice="group.joined")


async def _refused(
    request: Request, one: Group, guardian: Visitor[Guardian], form: Form, error: Conflict
) -> Answer:
    form.errors["form"] = refusals.sentence(error, guardian.language)
    now = await group_joining.reachable(one.id, by=guardian.actor)
    return await shown(request, now, guardian, form, status=409)


async def shown(
    request: Request, one: Group, guardian: Visitor[Guardian], form: Form, *, status: int = 200
) -> Answer:
    """The page, with what was typed."""
    seats = await group_seats.of(one, by=guardian.actor)
    waiting = await group_wait.of_family(one, by=guardian.actor)
    elsewhere = await group_seats.elsewhere(one, seats)
    without = await people.without(one, seats, waiting, guardian)
    context = {
        "form": form,
        **await _costs(one, guardian),
        **_described(one, guardian),
        **people.shown(seats, waiting, elsewhere, without, guardian.language),
    }
    return show(request, "groups/joining", context, status=status)


def _described(one: Group, guardian: Visitor[Guardian]) -> dict[str, Any]:
    language = guardian.language
    with zones.reading_in(guardian.time_zone):
        return {
            **brief.of(one, guardian, "joining"),
            "free": group_places.free(one.free_count, language),
            "is_full": one.free_count == 0,
            "order": turns.order(one.provider_sooner_hours, AT_ONCE, language),
            "message": one.message,
            "by": one.educator_name,
        }


async def _costs(one: Group, guardian: Visitor[Guardian]) -> dict[str, Any]:
    """What it takes, until when that is free of charge, and what stands in the way. Rule: K3."""
    shared = await connection.with_provider(one.provider, by=guardian.actor)
    day = package.local_day(one.starts_at, one.provider_zone)
    usable = available.among(await package.sources([shared.id]), day)
    language, missing = guardian.language, usable.missing(one.credits)
    barrier = Obstacle(missing, 0 < missing <= usable.ended)
    has_asked = bool(missing) and await asking.has_asked(shared.id)
    name = one.educator_name
    said = obstacles.said(barrier, None, one.provider, name, language, has_asked=has_asked)
    with zones.reading_in(guardian.time_zone):
        until = one.would_be_free_until
        bound = costs.bound(until, one.credits, language, is_confirmed=False)
    return {
        "credits": costs.held(one.credits, usable.free, language) if one.credits else "",
        "bound": bound,
        **said._asdict(),
    }

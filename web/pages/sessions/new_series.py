"""A series is put in: its dates are shown first, each to be ticked. Rule: S7."""

from dataclasses import replace

from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import connection
from domain.sessions import fault, series_offer
from domain.sessions.learner import learners
from domain.sessions.series_offer import DateTaken
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import draft, previewed, repeating
from web.pages.sessions.previewed import Series
from web.respond import done, show
from web.words import refusals, zones

CARRIED = (
    *("family", "learner", "service", "date", "start", "place", "place_detail", "message", "key"),
    *repeating.TYPED,
)
"""What the form of the dates sends again of the one before it."""


async def read(form: Form, educator: Visitor[Staff]) -> Series | None:
    """None where the form says all that is wrong.

    Errors: NotFound (a family that is not theirs).
    """
    learner, typed, room = draft.of(form, await learners(educator.actor))
    zone = zones.named(educator.time_zone).key
    recurrence = repeating.read(form, typed.day, typed.start, zone)
    meant = replace(typed.draft(zone), day=None, wall_time=None)
    checked = await fault.check(meant, by=educator.actor)
    for each in checked.faults:
        draft.refuse(form, each)
    offered = typed.offer(form.key(), learner.id, zone, room) if learner else None
    if not form.is_valid or not (learner and recurrence and offered and checked.service):
        return None
    return Series(offered, recurrence, learner, checked.service)


async def create(request: Request, form: Form, typed: Series, educator: Visitor[Staff]) -> Answer:
    """The dates, or what became of them once they were shown. Shape: is_shown says that they were.

    Choice: what was taken meanwhile stands there marked, and everything else as it was ticked.
    """
    if not form.checked("is_shown"):
        return await _show(request, form, typed, educator)
    try:
        await _propose(form, typed, educator)
    except Invalid as error:
        form.refuse_because(error)
        return await _show(request, form, typed, educator, status=422)
    except DateTaken as error:
        form.errors["days"] = _taken(error, educator)
        return await _show(request, form, typed, educator, status=409)
    return done(request, to=f"/series/{typed.offered.key}", notice="series.proposed")


async def _propose(form: Form, typed: Series, educator: Visitor[Staff]) -> None:
    """Errors: as series_offer.propose."""
    days = previewed.picked(form, await previewed.dates(typed, educator))
    shared = await connection.of_family(typed.learner.family, by=educator.actor)
    await series_offer.propose(typed.offered, typed.recurrence, days, shared, by=educator.actor)


def _taken(error: DateTaken, educator: Visitor[Staff]) -> str:
    with zones.reading_in(educator.time_zone):
        return refusals.sentence(error, educator.language)


async def _show(
    request: Request, form: Form, typed: Series, educator: Visitor[Staff], status: int = 200
) -> Answer:
    carried = [(name, form.value(name)) for name in CARRIED if form.value(name)]
    context = await previewed.context(form, typed, educator)
    return show(request, "sessions/preview", {**context, "carried": carried}, status=status)

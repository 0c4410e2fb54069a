"""/series/{id}/confirmation: the family confirms the dates that it picked."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.agreements.lacking import ConsentsMissing
from domain.credits.hold import NotEnoughCredits
from domain.errors import Conflict
from domain.profiles.actor import Actor, Guardian
from domain.sessions import answer, answerable, session, state
from domain.sessions.session import Session, State
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.entrance import agree_first
from web.forms import Form
from web.pages.series import dates
from web.pages.sessions import changed
from web.respond import show
from web.words import refusals, zones


@post("/series/{series_id:uuid}/confirmation")
async def create(request: Request, series_id: FromPath[UUID]) -> Answer:
    """Rule: S3 S4 S7 K3. Errors: NotFound, Forbidden, Stale.

    Choice: what stands in the way is said above the dates, with the ticks as they were set.
    """
    person = access.person(request)
    sessions = await session.of_series(series_id, by=person.actor)
    form = await forms.read(request)
    first = next((each for each in sessions if each.state == State.PENDING), sessions[0])
    if notice := _answered(first):
        return await changed.done(request, first, person, notice=notice)
    answerable.must_be(first, by=person.actor)
    picked = [each for each in sessions if str(each.id) in form.values("session")]
    if not picked:
        form.refuse("session", "none_picked")
        return await _again(request, sessions, form, person, form.error("session"), 422)
    try:
        await answer.confirm(*picked, by=person.actor)
    except ConsentsMissing as error:
        if not isinstance(person.actor, Guardian):
            raise
        ticked = urlencode([("session", each.id) for each in picked])
        return agree_first(request, error, f"/series/{series_id}?{ticked}")
    except (state.SlotTaken, NotEnoughCredits) as error:
        return await _again(request, sessions, form, person, _said(error, person), 409)
    return await changed.done(request, picked[0], person, notice="series.confirmed")


def _answered(first: Session) -> str:
    """Whoever presses again, or after somebody else of the family, is told so kindly."""
    return "series.already_confirmed" if first.state == State.CONFIRMED else ""


def _said(error: Conflict, person: Visitor[Actor]) -> str:
    with zones.reading_in(person.time_zone):
        return refusals.sentence(error, person.language)


async def _again(
    request: Request,
    found: list[Session],
    form: Form,
    person: Visitor[Actor],
    error: str,
    status: int,
) -> Answer:
    sent = form.values("session")
    ticked = {each.id for each in found if str(each.id) in sent}
    context = {
        "series": await dates.context(found, person, ticked=ticked, error=error),
        "back_address": "/sessions",
    }
    return show(request, "series/show", context, status=status)

"""/sessions/{id}/move: the educator proposes another time."""

from datetime import timedelta
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import exchange, move, session
from domain.sessions.aim import Move
from domain.sessions.cancellation import TermsChanged
from domain.sessions.fault import Draft
from domain.sessions.session import Session
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.sessions import aim, anyway, draft, moving, unpublished
from web.respond import done, show
from web.words.refusals import sentence

TYPED = ("date", "start", "minutes", "place", "place_detail", "message", "old", "scope", "key")


@get("/sessions/{session_id:uuid}/move")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S10. Errors: NotFound, Forbidden, Stale.

    Shape: may be asked with what is typed already, which says what that would mean, and with a
    `slot` that was tapped. Choice: one of several times to choose from is exchanged.
    """
    person = access.person(request)
    subject = await session.reachable(session_id, by=person.actor)
    if exchange.refusal(subject, by=person.actor, now=clock.now()) is None:
        return redirect(f"/sessions/{session_id}/exchange")
    educator, _, movable = await _movable(request, session_id)
    form = forms.blank(request, **{**aim.typed(movable, educator), **_asked(request)})
    return await _show(request, movable, educator, form)


@post("/sessions/{session_id:uuid}/move")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S7 S10. Errors: NotFound, Forbidden, Stale."""
    person, asked, movable = await _movable(request, session_id)
    form = await forms.read(request)
    aimed = await aim.read(form, movable, person)
    if aimed is None or not form.is_valid:
        return await _show(request, movable, person, form, status=422)
    if not anyway.is_told(request, form) and not await _is_published(movable, aimed, person):
        return await _show(request, movable, person, form, is_told=True)
    try:
        made = await move.propose(asked, aimed, by=person.actor)
    except (Invalid, TermsChanged) as error:
        return await _refused(request, movable, person, form, error)
    first = next((each for each in made if each.moved_from == movable.id), made[0])
    return done(request, to=f"/sessions/{first.id}", notice="session.moved")


def _asked(request: Request) -> dict[str, str]:
    """What is typed already, or was tapped."""
    query = request.query_params
    asked = {name: inputs.cleaned(query[name]) for name in TYPED if name in query}
    if slot := inputs.cleaned(query.get("slot", "")):
        asked["date"], _, asked["start"] = slot.partition("T")
    return asked


async def _movable(request: Request, session_id: UUID) -> tuple[Visitor[Staff], Session, Session]:
    """What is asked for, and what is moved: of what waits the old time, where that holds still."""
    person = access.person(request)
    subject = await session.reachable(session_id, by=person.actor)
    if refused := move.refusal(subject, by=person.actor, now=clock.now()):
        raise refused
    educator = access.staff(request)
    return educator, subject, await move.standing(subject)


async def _is_published(movable: Session, aimed: Move, person: Visitor[Staff]) -> bool:
    to = Draft(None, aimed.day, aimed.wall_time, aimed.time_zone)
    length = timedelta(minutes=aimed.minutes)
    return await unpublished.is_published_at(movable, to, length, person)


async def _refused(
    request: Request,
    movable: Session,
    person: Visitor[Staff],
    form: Form,
    error: Invalid | TermsChanged,
) -> Answer:
    """The form again, which says why.

    Choice: it says how many dates its reader was told of, too; where that has changed it is shown.
    """
    if isinstance(error, Invalid):
        draft.refuse(form, error)
        return await _show(request, movable, person, form, status=422)
    form.errors["form"] = sentence(error, person.language)
    return await _show(request, movable, person, form, status=409)


async def _show(
    request: Request,
    movable: Session,
    person: Visitor[Staff],
    form: Form,
    status: int = 200,
    *,
    is_told: bool = False,
) -> Answer:
    context = await moving.context(movable, form, person)
    context["told"] = anyway.told(form, is_now=is_told)
    return show(request, "sessions/move", context, status=status)

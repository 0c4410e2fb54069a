"""/sessions/{id}/exchange: an educator changes one of several times, or takes it back."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain import clock
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import exchange, session
from domain.sessions.fault import Draft
from domain.sessions.session import Session
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.sessions import anyway, draft, exchange_foreseen, meeting, suits, unpublished
from web.pages.sessions.words import FAMILY
from web.respond import done, show
from web.words import zones
from web.words.formats import Formats
from web.words.translations import say

TYPED = ("date", "start", "key")
NONE = "none"


@get("/sessions/{session_id:uuid}/exchange")
async def new(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Rule: S2 S10. Errors: NotFound, Forbidden, Stale.

    Shape: may be asked with what is typed already, and with a `slot` that was tapped.
    """
    educator, one = await _exchangeable(request, session_id)
    query = request.query_params
    asked = {name: inputs.cleaned(query[name]) for name in TYPED if name in query}
    if slot := inputs.cleaned(query.get("slot", "")):
        asked["date"], _, asked["start"] = slot.partition("T")
    local = one.starts_at.astimezone(zones.named(educator.time_zone))
    stands = {"date": local.date().isoformat(), "start": f"{local:%H:%M}"}
    return await _show(request, one, educator, forms.blank(request, **{**stands, **asked}))


@post("/sessions/{session_id:uuid}/exchange")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Stale. Shape: `none` takes the time back, for no other."""
    educator, one = await _exchangeable(request, session_id)
    form = await forms.read(request)
    is_back = form.checked(NONE)
    to = None if is_back else _draft(form, educator)
    if to is not None and form.is_valid and not anyway.is_told(request, form):
        length = one.ends_at - one.starts_at
        if not await unpublished.is_published_at(one, to, length, educator):
            return await _show(request, one, educator, form, is_told=True)
    try:
        if is_back or form.is_valid:
            made = await exchange.make(one, to, form.key(), by=educator.actor)
            notice = "session.narrowed" if is_back else "session.exchanged"
            return done(request, to=f"/sessions/{made.id}", notice=notice)
    except Invalid as error:
        draft.refuse(form, error)
    return await _show(request, one, educator, form, status=422)


async def _exchangeable(request: Request, session_id: UUID) -> tuple[Visitor[Staff], Session]:
    person = access.person(request)
    one = await session.reachable(session_id, by=person.actor)
    if refused := exchange.refusal(one, by=person.actor, now=clock.now()):
        raise refused
    return access.staff(request), one


def _draft(form: Form, educator: Visitor[Staff]) -> Draft:
    zone = zones.named(educator.time_zone).key
    return Draft(None, form.date("date"), form.time("start"), zone)


async def _show(
    request: Request,
    one: Session,
    educator: Visitor[Staff],
    form: Form,
    *,
    status: int = 200,
    is_told: bool = False,
) -> Answer:
    others = await exchange.beside(one)
    meant = form.copy()
    to = _draft(meant, educator)
    lines = [] if form.errors else await exchange_foreseen.lines(one, others, to, meant, educator)
    said = Formats(educator.language)
    slots = await suits.to_move(one, educator)
    with zones.reading_in(educator.time_zone):
        shown = meeting.brief(one, educator, "exchange")
        context: dict[str, Any] = {
            "dom_id": shown["dom_id"],
            "session": shown,
            "form": form,
            "family": say(educator.language, FAMILY, name=one.family_name),
            "zone": zones.here().key,
            "today": zones.today().isoformat(),
            "others": [said.moment(each.starts_at) for each in others],
            "slots": slots,
            "foreseen": lines,
            "told": anyway.told(form, is_now=is_told),
        }
        return show(request, "sessions/exchange", context, status=status)

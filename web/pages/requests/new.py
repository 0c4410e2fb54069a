"""/requests/new: "Termin anfordern", each step an address. Rule: S5 S6."""

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.agreements.lacking import ConsentsMissing
from domain.profiles.actor import Guardian
from domain.sessions import request as requests
from domain.sessions.request import NOTE_MOST, SlotGone
from web import access, forms
from web.access import Request
from web.answer import Answer, redirect
from web.entrance import agree_first
from web.forms import Form
from web.pages.notifications import reading
from web.pages.requests import options, step, steps
from web.pages.requests.steps import Chosen
from web.respond import done, show
from web.words import formats, refusals

STEPS = ("provider", "educator", "service", "learner", "from", "date", "slot")


@get("/requests/new")
async def new(request: Request) -> Answer:
    """Shape: ?educator=&service=&learner=&date=&slot=, as far as it is chosen; over is a group
    that does not take place, for which something else is looked for.
    """
    guardian = access.guardian(request)
    query = request.query_params
    chosen = await steps.of({name: query.get(name, "") for name in STEPS}, guardian)
    return await _show(request, chosen, forms.blank(request), guardian)


@post("/requests/new/choice")
async def choose(request: Request) -> Answer:
    """Keeps a slot for five minutes, and goes on to what is left to say.

    Errors: SlotGone. Choice: what has to be agreed to is asked for here, before a note is written.
    """
    guardian = access.guardian(request)
    form = await forms.read(request)
    chosen = await _typed(form, guardian)
    wish = chosen.wished
    if wish is None:
        return redirect(chosen.address())
    try:
        await requests.choose(wish, by=guardian.actor)
    except (SlotGone, ConsentsMissing) as error:
        return await _not_kept(request, chosen, form, error, guardian)
    return done(request, to=chosen.address(slot=formats.iso(wish.starts_at)))


@post("/requests/new")
async def create(request: Request) -> Answer:
    """Rule: S5. Errors: SlotGone."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    chosen = await _typed(form, guardian)
    wish, note = chosen.wished, form.paragraph("note", most=NOTE_MOST)
    if wish is None:
        return redirect(chosen.address())
    if not form.is_valid:
        return await _show(request, chosen, form, guardian, status=422)
    try:
        made = await requests.make(form.key(), wish, note, by=guardian.actor)
    except (SlotGone, ConsentsMissing) as error:
        return await _not_kept(request, chosen, form, error, guardian)
    return done(request, to=f"/sessions/{made.id}", notice="session.requested")


async def _typed(form: Form, guardian: Visitor[Guardian]) -> Chosen:
    return await steps.of({name: form.value(name) for name in STEPS}, guardian)


async def _not_kept(
    request: Request,
    chosen: Chosen,
    form: Form,
    error: SlotGone | ConsentsMissing,
    guardian: Visitor[Guardian],
) -> Answer:
    """The day's other times, and what was typed. Rule: S5: one plain sentence. Or to what has to be
    agreed to first.
    """
    if isinstance(error, ConsentsMissing):
        return agree_first(request, error, chosen.address())
    form.errors["form"] = refusals.sentence(error, guardian.language)
    return await _show(request, chosen, form, guardian, status=409)


async def _show(
    request: Request,
    chosen: Chosen,
    form: Form,
    guardian: Visitor[Guardian],
    *,
    status: int = 200,
) -> Answer:
    context = {
        "form": form,
        "summary": options.summary(chosen, guardian.language),
        "hidden": chosen.values,
        **await step.context(chosen, form, guardian),
        **await reading.unread(guardian, *reading.ids(request.query_params.get("over", ""))),
    }
    return show(request, "requests/new", context, status=status)

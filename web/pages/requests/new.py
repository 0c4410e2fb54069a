"""/requests/new: "Termin anfordern", each step an address. Rule: S5 S6."""

from datetime import timedelta
from typing import Any

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.credits import balance
from domain.profiles.actor import Guardian
from domain.sessions import claim
from domain.sessions import request as requests
from domain.sessions.request import NOTE_MOST, SlotGone, Wish
from web import access, forms
from web.access import Request
from web.answer import Answer, redirect
from web.forms import Form
from web.pages.requests import sheet, steps
from web.pages.requests.steps import Chosen
from web.respond import done, show
from web.words import formats, refusals, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

STEPS = ("provider", "educator", "service", "learner", "from", "date", "slot")
AFFORDED = N_("%(cost)s, ihr habt %(free)s.")


@get("/requests/new")
async def new(request: Request) -> Answer:
    """Shape: ?educator=&service=&learner=&date=&slot=, as far as it is chosen."""
    guardian = access.guardian(request)
    query = request.query_params
    chosen = await steps.of({name: query.get(name, "") for name in STEPS}, guardian)
    return await _show(request, chosen, forms.blank(request), guardian)


@post("/requests/new/choice")
async def choose(request: Request) -> Answer:
    """Keeps a slot for five minutes, and goes on to what is left to say. Errors: SlotGone."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    chosen = await _typed(form, guardian)
    wish = _wish(chosen)
    if wish is None:
        return redirect(chosen.address())
    try:
        await requests.choose(wish, by=guardian.actor)
    except SlotGone as error:
        return await _gone(request, chosen, form, error, guardian)
    return done(request, to=chosen.address(slot=formats.iso(wish.starts_at)))


@post("/requests/new")
async def create(request: Request) -> Answer:
    """Rule: S5. Errors: SlotGone."""
    guardian = access.guardian(request)
    form = await forms.read(request)
    chosen = await _typed(form, guardian)
    wish, note = _wish(chosen), form.paragraph("note", most=NOTE_MOST)
    if wish is None:
        return redirect(chosen.address())
    if not form.is_valid:
        return await _show(request, chosen, form, guardian, status=422)
    try:
        made = await requests.make(form.key(), wish, note, by=guardian.actor)
    except SlotGone as error:
        return await _gone(request, chosen, form, error, guardian)
    return done(request, to=f"/sessions/{made.id}", notice="session.requested")


async def _typed(form: Form, guardian: Visitor[Guardian]) -> Chosen:
    return await steps.of({name: form.value(name) for name in STEPS}, guardian)


def _wish(chosen: Chosen) -> Wish | None:
    return chosen.wish(chosen.slot) if chosen.slot else None


async def _gone(
    request: Request, chosen: Chosen, form: Form, error: SlotGone, guardian: Visitor[Guardian]
) -> Answer:
    """The day's other times, and what was typed. Rule: S5: one plain sentence."""
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
        "summary": chosen.summary(guardian.language),
        "hidden": chosen.values,
        **await _step(chosen, form, guardian),
    }
    return show(request, "requests/new", context, status=status)


async def _step(chosen: Chosen, form: Form, guardian: Visitor[Guardian]) -> dict[str, Any]:
    if not chosen.known:
        return {"step": "none"}
    if chosen.missing:
        options = chosen.options(guardian.language)
        return {
            "step": "options",
            "title": steps.title(chosen, guardian.language),
            "options": options,
        }
    wish = _wish(chosen)
    if wish and not form.error("form") and await requests.is_free(wish, by=guardian.actor):
        back = chosen.address(date=_day(wish, guardian))
        return {"step": "last", **await _last(wish, guardian), "back_address": back}
    if wish:
        # The slot is gone: its day's others are the nearest way on.
        if not form.error("form"):
            form.errors["form"] = refusals.sentence(SlotGone(), guardian.language)
        there = {**chosen.asked, "date": _day(wish, guardian), "from": ""}
        chosen = Chosen(chosen.known, chosen.learners, there)
    return {"step": "days", **await sheet.context(chosen, guardian)}


async def _last(wish: Wish, guardian: Visitor[Guardian]) -> dict[str, Any]:
    """What is asked for, and what it would cost. Rule: K3: said before, decided when accepted."""
    booked, language = wish.booked, guardian.language
    until = await claim.held_until(guardian.actor.family_id, booked.educator, wish.starts_at)
    free = (await balance.of(booked.connection)).free if booked.credits else 0
    with zones.reading_in(guardian.time_zone):
        said = Formats(language)
        ends_at = wish.starts_at + timedelta(minutes=booked.duration_minutes)
        span = formats.span(wish.starts_at, ends_at, language)
        return {
            "when": f"{said.day_long(wish.starts_at)}, {span}",
            "slot": formats.iso(wish.starts_at),
            "name": booked.educator_name,
            "held_until": formats.clock(until) if until else "",
            "credits": _credits(booked.credits, free, language),
            "note_most": NOTE_MOST,
        }


def _credits(cost: int, free: int, language: str) -> str:
    if not cost:
        return ""
    said = Formats(language)
    text = say(language, AFFORDED, cost=said.credits(cost), free=said.credits_free(free))
    missing = cost - max(free, 0)
    if missing <= 0:
        return text
    lacking = words(language).ngettext(
        "Bis zur Annahme fehlt euch %(n)s Credit.",
        "Bis zur Annahme fehlen euch %(n)s Credits.",
        missing,
    )
    return f"{text} {lacking % {'n': missing}}"


def _day(wish: Wish, guardian: Visitor[Guardian]) -> str:
    return wish.starts_at.astimezone(zones.named(guardian.time_zone)).date().isoformat()

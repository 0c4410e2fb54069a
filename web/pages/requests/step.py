"""What a family is asked next of its request. Shape: partials/requests/new.html. Rule: S5."""

from typing import Any

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Guardian
from domain.sessions import request as requests
from domain.sessions.request import SlotGone, Wish
from web.forms import Form
from web.pages.requests import joinable, last, options, sheet
from web.pages.requests.steps import Chosen
from web.words import refusals, zones


async def context(chosen: Chosen, form: Form, guardian: Visitor[Guardian]) -> dict[str, Any]:
    if not chosen.known:
        return {"step": "none", "groups": await joinable.rows(chosen, guardian)}
    if chosen.missing:
        return await _options(chosen, guardian)
    wish = chosen.wished
    if wish and not form.error("form") and await requests.is_free(wish, by=guardian.actor):
        back = chosen.address(date=_day(wish, guardian))
        asked = await last.context(wish, guardian)
        return {"step": "last", **asked, "groups": [], "back_address": back}
    if wish:
        chosen = _beside(wish, chosen, form, guardian)
    groups = await joinable.rows(chosen, guardian)
    return {"step": "days", "groups": groups, **await sheet.context(chosen, guardian)}


async def _options(chosen: Chosen, guardian: Visitor[Guardian]) -> dict[str, Any]:
    return {
        "step": "options",
        "groups": await joinable.rows(chosen, guardian),
        "title": options.title(chosen, guardian.language),
        "options": options.of(chosen, guardian.language),
    }


def _beside(wish: Wish, chosen: Chosen, form: Form, guardian: Visitor[Guardian]) -> Chosen:
    """The slot is gone, as the form says: its day's others are the nearest way on."""
    if not form.error("form"):
        form.errors["form"] = refusals.sentence(SlotGone(), guardian.language)
    there = {**chosen.asked, "date": _day(wish, guardian), "from": ""}
    return Chosen(chosen.known, chosen.learners, there)


def _day(wish: Wish, guardian: Visitor[Guardian]) -> str:
    return wish.starts_at.astimezone(zones.named(guardian.time_zone)).date().isoformat()

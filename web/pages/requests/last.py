"""The last step of a request: what is asked for, and what it would cost. Rule: K3 S8."""

from datetime import datetime, timedelta
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.availability import rules
from domain.credits import balance
from domain.profiles.actor import Guardian
from domain.sessions import claim, notice
from domain.sessions import request as requests
from domain.sessions.request import NOTE_MOST, Wish
from web.pages.sessions import costs
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

AFFORDED = N_("%(cost)s, ihr habt %(free)s.")


async def context(wish: Wish, guardian: Visitor[Guardian]) -> dict[str, Any]:
    """Shape: partials/requests/new.html. Rule: K3 S8: it holds once accepted."""
    booked = wish.booked
    until = await claim.held_until(guardian.actor.family_id, booked.educator, wish.starts_at)
    free = (await balance.of(booked.connection)).free if booked.credits else 0
    answered_until = await _answered_until(wish)
    with zones.reading_in(guardian.time_zone):
        return {
            "when": _when(wish, guardian.language),
            "slot": formats.iso(wish.starts_at),
            "name": booked.educator_name,
            "answered_until": Formats(guardian.language).moment(answered_until),
            "held_until": formats.clock(until) if until else "",
            **_cost(wish, free, guardian.language),
            "note_most": NOTE_MOST,
        }


async def _answered_until(wish: Wish) -> datetime:
    rule = await rules.of(wish.booked.educator)
    return requests.answered_until(wish.starts_at, rule, clock.now())


def _cost(wish: Wish, free: int, language: str) -> dict[str, Any]:
    """Of what is free now, and until when cancelling would cost nothing."""
    booked = wish.booked
    until = notice.free_until(wish.starts_at, booked.notice_hours)
    return {
        "credits": _credits(booked.credits, free, language),
        "bound": costs.once_accepted(until, booked.credits, booked.educator_name, language),
    }


def _when(wish: Wish, language: str) -> str:
    ends_at = wish.starts_at + timedelta(minutes=wish.booked.duration_minutes)
    day = Formats(language).day_long(wish.starts_at)
    return f"{day}, {formats.span(wish.starts_at, ends_at, language)}"


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

"""What is foreseen of a session while it is typed: credits, and what lies at that time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.accounts.visitor import Visitor
from domain.availability import touched
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import fault, habit
from domain.sessions.learner import Learner
from domain.sessions.week import Taught
from web.forms import Form
from web.pages.sessions import draft
from web.words import clock_changes, refusals, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

HAS = N_("Familie %(name)s hat %(free)s.")
OUTSIDE = N_("Das liegt außerhalb deiner Zeiten. Einstellen kannst du es trotzdem.")
WAITS = N_("Zur selben Zeit wartet schon ein Vorschlag: %(who)s.")


def lines(
    form: Form,
    chosen: Learner | None,
    booked: Service | None,
    ahead: Sequence[Taught],
    educator: Visitor[Staff],
) -> list[str]:
    """Rule: S4. Before it is sent; what holds is decided then, and when it is confirmed."""
    said = credits(chosen, booked.credits if booked else 0, educator.language) if chosen else []
    return said + ([] if form.errors else _conflicts(form, booked, ahead, educator))


async def outside(form: Form, booked: Service | None, educator: Visitor[Staff]) -> list[str]:
    """Rule: S2 S6: whoever proposes outside of published hours is told so before."""
    starts_at = None if form.errors else _start(form, educator)
    if booked is None or starts_at is None:
        return []
    is_so = await touched.is_outside(educator.profile_id, booked, starts_at)
    return [say(educator.language, OUTSIDE)] if is_so else []


def _start(form: Form, educator: Visitor[Staff]) -> datetime | None:
    meant = draft.read(form.copy()).draft(zones.named(educator.time_zone).key)
    try:
        return fault.starts_at(meant)
    except Invalid:
        return None


def credits(chosen: Learner, needed: int, language: str, *, times: int = 1) -> list[str]:
    """Whether the family has enough for so many sessions. Rule: K3 K6. Units: needed for each."""
    counted = Formats(language).credits_free(chosen.free)
    has = say(language, HAS, name=chosen.family_name, free=counted)
    missing = max(times * needed - max(chosen.free, 0), 0)
    return [f"{has} {_missing(missing, times, language)}"] if missing else [has]


def _missing(count: int, times: int, language: str) -> str:
    texts = words(language)
    if times > 1:
        text = texts.ngettext(
            "Für %(times)s Termine fehlt %(n)s Credit.",
            "Für %(times)s Termine fehlen %(n)s Credits.",
            count,
        )
        return text % {"n": count, "times": times}
    text = texts.ngettext(
        "Für diese Session fehlt %(n)s Credit.", "Für diese Session fehlen %(n)s Credits.", count
    )
    return text % {"n": count}


def _conflicts(
    form: Form, booked: Service | None, ahead: Sequence[Taught], educator: Visitor[Staff]
) -> list[str]:
    language = educator.language
    meant = draft.read(form.copy()).draft(zones.named(educator.time_zone).key)
    try:
        starts_at = fault.starts_at(meant)
    except Invalid as error:
        return [refusals.invalid("date", error.code, language, error.values)]
    if starts_at is None or meant.day is None or meant.wall_time is None:
        return []
    odd = clock_changes.said(meant.day, meant.wall_time, meant.time_zone, language)
    changed = [f"{odd}."] if odd else []
    if booked is None:
        return changed
    ends_at = starts_at + timedelta(minutes=booked.duration_minutes)
    return changed + _rivals(starts_at, ends_at, ahead, language)


def _rivals(
    starts_at: datetime, ends_at: datetime, ahead: Sequence[Taught], language: str
) -> list[str]:
    lying = habit.at_once(starts_at, ends_at, ahead)
    if any(row.state == "confirmed" for row in lying):
        return [refusals.invalid("start", "overlaps", language)]
    names = dict.fromkeys(row.learner for row in lying)
    who = Formats(language).listed(list(names))
    return [say(language, WAITS, who=who)] if names else []

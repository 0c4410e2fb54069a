"""What is foreseen of a session while it is typed: credits, and what lies at that time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.availability import touched
from domain.availability.touched import Unusual
from domain.busy import busy_time
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import fault, habit, taken
from domain.sessions.alternatives import MOST
from domain.sessions.fault import Draft
from domain.sessions.learner import Learner
from domain.sessions.session import Session
from domain.sessions.week import Taught
from web import wishes
from web.access import Request
from web.forms import Form
from web.pages.sessions import draft, typed_times
from web.words import clock_changes, refusals, zones
from web.words.formats import Formats
from web.words.translations import N_, say, words

HAS = N_("Familie %(name)s hat %(free)s.")
UNUSUAL = {
    Unusual.OUTSIDE: N_("Das liegt außerhalb deiner Zeiten. Einstellen kannst du es trotzdem."),
    Unusual.NIGHT: N_("Das ist nachts. Einstellen kannst du es trotzdem."),
}
BUSY = N_("Dein Kalender „%(calendar)s“ ist da belegt. Einstellen kannst du es trotzdem.")
ANYWAY = "anyway"
"""A field of who was told so, with what of."""
_ASKED_ABOUT = ("service", "minutes", *typed_times.names(MOST))
"""What decides of it; with another one it is another question."""
WAITS = N_("Zur selben Zeit wartet schon ein Vorschlag: %(who)s.")


async def of_times(
    meant: Sequence[Draft],
    booked: Service | None,
    ahead: Sequence[Taught],
    educator: Visitor[Staff],
) -> list[list[str]]:
    """What there is to say of each time, before it is sent; what holds is decided then, and when it
    is confirmed. Rule: S2 S4 S6. Shape: none of what is not typed yet.
    """
    said = [_conflicts(each, booked, ahead, educator.language) for each in meant]
    if booked is None:
        return said
    starts, length = [_start(each) for each in meant], timedelta(minutes=booked.duration_minutes)
    more = await _unpublished(booked.id, starts, length, educator)
    return [first + then for first, then in zip(said, more, strict=True)]


async def is_published(
    booked: Service | None, starts: Sequence[datetime | None], educator: Visitor[Staff]
) -> bool:
    """Whether there is nothing of which its educator has to be told first. Rule: S2 S6.

    Choice: who has no scripts is told so by one step more, as nothing is said there while choosing.
    """
    if booked is None:
        return True
    length = timedelta(minutes=booked.duration_minutes)
    return not any(await _unpublished(booked.id, starts, length, educator))


async def is_published_at(
    one: Session, to: Draft, length: timedelta, educator: Visitor[Staff]
) -> bool:
    """The same of another time for a session. Choice: the one that it has already is none."""
    begins_at = _start(to)
    if begins_at is None or (begins_at, begins_at + length) == (one.starts_at, one.ends_at):
        return True
    return not await unpublished(one.service, begins_at, begins_at + length, educator)


def is_told(request: Request, form: Form) -> bool:
    """Whether it was sent by somebody who has read what is foreseen."""
    return wishes.is_partial(request) or form.value(ANYWAY) == _asked_about(form)


def told(form: Form, *, is_now: bool) -> str:
    """What a form says back of what its reader is told now, or was; "" where it is something else.

    Shape: the value of ANYWAY.
    """
    about = _asked_about(form)
    return about if is_now or form.value(ANYWAY) == about else ""


async def unpublished(
    service: UUID, starts_at: datetime, ends_at: datetime, educator: Visitor[Staff]
) -> list[str]:
    """Of one time. Rule: S2 S6."""
    (said,) = await _unpublished(service, [starts_at], ends_at - starts_at, educator)
    return said


async def _unpublished(
    service: UUID,
    starts: Sequence[datetime | None],
    length: timedelta,
    educator: Visitor[Staff],
) -> list[list[str]]:
    """Whoever proposes outside of published hours, at night without any, or where a calendar
    elsewhere says that they are busy, is told so before, and may. Rule: S2 S6.
    """
    known = [each for each in starts if each is not None]
    if not known:
        return [[] for _ in starts]
    who, language = educator.profile_id, educator.language
    unusual = await touched.unusual(who, service, length.seconds // 60, starts)
    busy = await busy_time.between(who, min(known), max(known) + length)
    hints = []
    for start, odd in zip(starts, unusual, strict=True):
        lying = [
            each.calendar
            for each in busy
            if start and each.starts_at < start + length and each.ends_at > start
        ]
        said = [say(language, UNUSUAL[odd])] if odd else []
        hints.append(said + [say(language, BUSY, calendar=name) for name in dict.fromkeys(lying)])
    return hints


def _asked_about(form: Form) -> str:
    return " ".join(value for name in _ASKED_ABOUT if (value := form.value(name)))


def start(form: Form, educator: Visitor[Staff]) -> datetime | None:
    """When it would begin, as far as it is typed."""
    return _start(draft.read(form.copy()).draft(zones.named(educator.time_zone).key))


def _start(meant: Draft) -> datetime | None:
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
    meant: Draft, booked: Service | None, ahead: Sequence[Taught], language: str
) -> list[str]:
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
    standing = [row for row in lying if row.state == "confirmed"]
    if standing:
        is_group = all(row.places_count for row in standing)
        reason = taken.GROUP if is_group else taken.SESSION
        return [refusals.invalid("start", reason, language)]
    names = dict.fromkeys(row.learner for row in lying)
    who = Formats(language).listed(list(names))
    return [say(language, WAITS, who=who)] if names else []

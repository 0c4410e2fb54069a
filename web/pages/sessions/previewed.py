"""The dates of a series before it is put in, each to be ticked.

Rule: S7. Shape: partials/sessions/preview.html.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import preview
from domain.sessions.learner import Learner
from domain.sessions.offer import Offer
from domain.sessions.preview import Date, Kind, Mark
from domain.sessions.recurrence import Recurrence
from web.forms import Form
from web.pages.sessions import foreseen
from web.words import clock_changes, formats, repeating, zones
from web.words.formats import Formats
from web.words.translations import N_, say

SAID = {
    Kind.PAST: N_("Ist schon vorbei"),
    Kind.HOLIDAY: N_("Feiertag: %(what)s"),
    Kind.ABSENCE: N_("Da bist du abwesend"),
    Kind.BUSY: N_("Da bist du belegt: %(what)s"),
    Kind.EDUCATOR: N_("Da hast du schon eine Session: %(what)s"),
    Kind.GROUP: N_("Da hast du schon eine Gruppe: %(what)s"),
    Kind.LEARNER: N_("Da hat %(name)s schon eine andere Session"),
    Kind.OUTSIDE: N_("Außerhalb deiner Zeiten"),
    Kind.WAITS: N_("Da wartet schon ein Vorschlag: %(what)s"),
    Kind.SKIPPED: clock_changes.SKIPPED,
    Kind.TWICE: clock_changes.TWICE,
}
EVERY = N_("%(weekdays)s %(time)s, %(every)s")


class Row(NamedTuple):
    """Shape: value as the form sends it back; reasons sentences; a date that is not possible can be
    ticked by nobody.
    """

    value: str
    starts_iso: str
    text: str
    reasons: list[str]
    is_ticked: bool
    is_possible: bool


class Series(NamedTuple):
    """What was typed, once it is whole. Shape: offered as one session of it is."""

    offered: Offer
    recurrence: Recurrence
    learner: Learner
    service: Service


async def dates(typed: Series, educator: Visitor[Staff]) -> list[Date]:
    learner, language = typed.learner.id, educator.language
    by = educator.actor
    return await preview.dates(typed.recurrence, typed.service, learner, language, by=by)


def picked(form: Form, found: Sequence[Date]) -> list[date]:
    """What is ticked; before anything could be, all that nothing speaks against.

    Shape: what can no longer be picked too, so that it is refused and not left out in silence.
    """
    if not form.checked("is_shown"):
        return [each.day for each in found if each.is_free]
    sent = set(form.values("day"))
    return [each.day for each in found if each.day.isoformat() in sent]


async def context(form: Form, typed: Series, educator: Visitor[Staff]) -> dict[str, Any]:
    """What partials/sessions/preview.html needs."""
    previewed = await dates(typed, educator)
    ticked = picked(form, previewed)
    learner, booked, language = typed.learner, typed.service, educator.language
    with zones.reading_in(educator.time_zone):
        return {
            "form": form,
            "title": f"{booked.name} · {learner.name}",
            "rhythm": _rhythm(typed.recurrence, language),
            "counted": repeating.dates(len(previewed), language),
            "left_out_count": sum(not each.is_free for each in previewed),
            "rows": [_row(each, ticked, learner, language) for each in previewed],
            "foreseen": foreseen.credits(learner, booked.credits, language, times=len(ticked)),
        }


def _rhythm(recurrence: Recurrence, language: str) -> str:
    """Shape: dienstags 16:00, jede Woche."""
    at = recurrence.wall_time
    return say(
        language,
        EVERY,
        weekdays=repeating.weekdays(recurrence.weekdays, language),
        time=formats.time_of_day(at.hour, at.minute),
        every=repeating.every(recurrence.every_weeks, language),
    )


def _row(each: Date, ticked: Collection[date], learner: Learner, language: str) -> Row:
    said = Formats(language)
    time = formats.span(each.starts_at, each.ends_at, language)
    return Row(
        each.day.isoformat(),
        formats.iso(each.starts_at),
        f"{said.day(each.starts_at)} · {time}",
        [_reason(mark, each, learner, language) for mark in each.marks],
        each.day in ticked and each.is_possible,
        each.is_possible,
    )


def _reason(mark: Mark, each: Date, learner: Learner, language: str) -> str:
    time = formats.clock(each.starts_at)
    return say(language, SAID[mark.kind], what=mark.what, name=learner.name, time=time)

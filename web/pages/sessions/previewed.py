"""The dates of a series before it is put in, each to be ticked.

Rule: S7. Shape: partials/sessions/preview.html.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Staff
from domain.providers.service import Service
from domain.sessions import preview
from domain.sessions.learner import Learner
from domain.sessions.offer import Offer
from domain.sessions.preview import Date
from domain.sessions.recurrence import Recurrence
from web.forms import Form
from web.pages.sessions import credits_needed, previewed_date
from web.words import formats, repeating, zones
from web.words.translations import N_, say

EVERY = N_("%(weekdays)s %(time)s, %(every)s")


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
            "rows": [previewed_date.of(each, ticked, learner, language) for each in previewed],
            "foreseen": credits_needed.said(learner, booked.credits, language, times=len(ticked)),
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

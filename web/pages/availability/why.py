"""/availability/why: "Warum ist nichts frei?", for a day or for one time."""

from datetime import date, time
from typing import Any, NamedTuple

from litestar import get

from domain.accounts.visitor import Visitor
from domain.availability import exception, picture
from domain.availability.plan import Plan
from domain.profiles.actor import Staff
from domain.providers import service
from domain.providers.service import Service
from domain.sessions.wall_clock import instant
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import show
from web.words import availability, formats, zones
from web.words.formats import Formats
from web.words.services import told
from web.words.translations import N_, say, words

FREE = N_("%(when)s ist frei und wird angeboten.")
NOT_FREE = N_("%(when)s wird nicht angeboten:")
SOME = N_("Am %(day)s wird angeboten: %(clocks)s.")
NONE = N_("Am %(day)s ist nichts frei.")


class _Asked(NamedTuple):
    """Shape: None where it was not said."""

    booked: Service
    day: date
    at: time | None


@get("/availability/why")
async def index(request: Request) -> Answer:
    """Rule: S6. Shape: ?service=&date=&time=, the last may be left out."""
    educator = access.staff(request)
    services = await service.offered(educator.actor.provider_id)
    form = forms.blank(request, **{name: request.query_params.get(name, "") for name in ASKED})
    asked = _read(form, services) if form.value("date") else None
    context: dict[str, Any] = {
        "form": form,
        "services": [(str(one.id), told(one, educator.language)) for one in services],
        "answer": await _answer(asked, educator) if asked else None,
    }
    return show(request, "availability/why", context, status=422 if form.errors else 200)


ASKED = ("service", "date", "time")


def _read(form: Form, services: list[Service]) -> _Asked | None:
    chosen = form.choice("service", [str(one.id) for one in services])
    day, at = form.date("date"), form.time("time", required=False)
    if day is not None and abs(day.year - zones.today().year) > exception.YEARS_AHEAD:
        form.refuse("date", "out_of_range")
    if not form.is_valid or day is None:
        return None
    return _Asked(next(one for one in services if str(one.id) == chosen), day, at)


async def _answer(asked: _Asked, educator: Visitor[Staff]) -> dict[str, Any]:
    """Shape: said, reasons as rows of (text, address, count or "")."""
    known = await picture.read(educator.profile_id, asked.day, asked.day)
    plan = Plan(known, asked.booked.id, asked.booked.duration_minutes)
    with zones.reading_in(known.time_zone):
        if asked.at is None:
            return _of_day(plan, asked.day, educator.language)
        return _of_time(plan, asked.day, asked.at, educator.language)


def _of_time(plan: Plan, day: date, at: time, language: str) -> dict[str, Any]:
    start = instant(day, at, plan.picture.time_zone)
    reasons = [availability.told(each, day, language) for each in plan.why(start)]
    when = Formats(language).moment(start)
    return {
        "said": say(language, NOT_FREE if reasons else FREE, when=when),
        "reasons": [(told.text, told.address, "") for told in reasons],
    }


def _of_day(plan: Plan, day: date, language: str) -> dict[str, Any]:
    said, slots = Formats(language), plan.starts(day, day)
    clocks = said.listed([formats.clock(start) for start in slots])
    return {
        "said": say(language, SOME if slots else NONE, day=said.day(day), clocks=clocks),
        "reasons": [
            (*availability.told(reason, day, language), _removed(count, language))
            for reason, count in plan.why_day(day)
        ],
    }


def _removed(count: int, language: str) -> str:
    if not count:
        return ""
    text = words(language).ngettext(
        "nimmt %(n)s Anfangszeit weg", "nimmt %(n)s Anfangszeiten weg", count
    )
    return text % {"n": count}

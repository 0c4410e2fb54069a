"""/availability: the hours of an ordinary week, and the way to everything else about free time."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.availability import absence, exception, hours, rules
from domain.availability.hours import DAY_MINUTES, Weekly
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import service
from domain.providers.service import Service
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.availability import arranged, clocks
from web.respond import done, show
from web.words import zones
from web.words.formats import Formats
from web.words.translations import N_, say

WEEK = [date(2024, 1, day) for day in range(1, 8)]
"""A Monday and the days after it, for their names."""
RANGES_MOST = 6
EVERY_SERVICE = N_("alle Leistungen")


@get("/availability")
async def index(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    services = await service.offered(educator.actor.provider_id)
    kept = await hours.of(educator.profile_id)
    return await _show(request, educator, forms.blank(request, **_typed(kept)), services)


@post("/availability")
async def update(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    form = await forms.read(request)
    services = await service.offered(educator.actor.provider_id)
    read = _read(form, [one.id for one in services])
    try:
        if form.is_valid:
            await hours.replace([each.said for each in read], by=educator.actor)
            return done(request, to="/availability", notice="availability.changed")
    except Invalid as error:
        form.refuse(read[_number(error, read)].field, error.code)
    return await _show(request, educator, form, services, status=422)


class _Range(NamedTuple):
    """What was typed, and where."""

    said: Weekly
    field: str


def _number(error: Invalid, read: list[_Range]) -> int:
    return min(int(str(error.values.get("number", 0))), len(read) - 1)


def _read(form: Form, services: list[UUID]) -> list[_Range]:
    """Names every fault at its field. Shape: what is left empty is no range."""
    found = []
    for weekday in range(7):
        for number in range(RANGES_MOST):
            place = f"{weekday}-{number}"
            if not (form.value(f"from-{place}") or form.value(f"to-{place}")):
                continue
            begin, end = form.time(f"from-{place}"), form.time(f"to-{place}")
            of = form.choice(f"for-{place}", ["", *map(str, services)]) if services else ""
            if begin is not None and end is not None:
                minutes = clocks.minutes(begin), clocks.minutes(end) or DAY_MINUTES
                said = Weekly(weekday, *minutes, UUID(of) if of else None)
                found.append(_Range(said, f"to-{place}"))
    return found


def _typed(kept: list[Weekly]) -> dict[str, str]:
    """What the form starts from."""
    typed: dict[str, str] = {}
    counts = [0] * 7
    for each in kept:
        place = f"{each.weekday}-{counts[each.weekday]}"
        counts[each.weekday] += 1
        typed[f"from-{place}"] = clocks.typed(each.starts_minute)
        typed[f"to-{place}"] = clocks.typed(each.ends_minute)
        typed[f"for-{place}"] = str(each.service or "")
    return typed


async def _show(
    request: Request,
    educator: Visitor[Staff],
    form: Form,
    services: list[Service],
    *,
    status: int = 200,
) -> Answer:
    chosen, language = await rules.of(educator.profile_id), educator.language
    today = zones.today(zones.named(chosen.time_zone))
    last = today.replace(year=today.year + exception.YEARS_AHEAD, day=min(today.day, 28))
    context: dict[str, Any] = {
        "form": form,
        "days": [_day(form, weekday, language) for weekday in range(7)],
        "services": [("", say(language, EVERY_SERVICE))]
        + [(str(one.id), one.name) for one in services],
        "zone": chosen.time_zone,
        "absences_count": len(await absence.between(educator.profile_id, today, last)),
        "days_count": len(await exception.between(educator.profile_id, today, last)),
        "touched": await arranged.rows(educator),
    }
    return show(request, "availability/index", context, status=status)


def _day(form: Form, weekday: int, language: str) -> dict[str, Any]:
    """Shape: the ranges that are typed, and an empty one to type the next."""
    filled = [
        number
        for number in range(RANGES_MOST)
        if any(form.value(f"{side}-{weekday}-{number}") for side in ("from", "to"))
    ]
    free = next((number for number in range(RANGES_MOST) if number not in filled), None)
    return {
        "weekday": weekday,
        "name": Formats(language).weekday_full(WEEK[weekday]),
        "places": [f"{weekday}-{number}" for number in filled],
        "next": "" if free is None else f"{weekday}-{free}",
    }

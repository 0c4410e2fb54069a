"""/availability: the hours of an ordinary week, and the way to everything else about free time."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.availability import absence, exception, hours, rules
from domain.availability.hours import Weekly
from domain.busy import listed
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import service
from domain.providers.service import Service
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.availability import arranged, weekly
from web.pages.availability.weekly import Typed
from web.respond import done, show
from web.words import zones
from web.words.services import told
from web.words.translations import N_, say

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
            await hours.replace([said for said, _ in read], by=educator.actor)
            return done(request, to="/availability", notice="availability.changed")
    except Invalid as error:
        weekly.refuse(form, error, [typed for _, typed in read])
    return await _show(request, educator, form, services, status=422)


def _read(form: Form, services: list[UUID]) -> list[tuple[Weekly, Typed]]:
    """Each range with its service, and as it was typed."""
    rows = []
    for each in weekly.read(form):
        of = form.choice(f"for-{each.place}", ["", *map(str, services)]) if services else ""
        rows.append((Weekly(*each[:3], UUID(of) if of else None), each))
    return rows


def _typed(kept: list[Weekly]) -> dict[str, str]:
    """What the form starts from."""
    typed: dict[str, str] = {}
    for each, place in zip(kept, weekly.placed(one.weekday for one in kept), strict=True):
        typed |= weekly.typed(place, each.starts_minute, each.ends_minute)
        typed[f"for-{place}"] = str(each.service or "")
    return typed


async def _show(
    request: Request,
    educator: Visitor[Staff],
    form: Form,
    services: list[Service],
    status: int = 200,
) -> Answer:
    chosen, language = await rules.of(educator.profile_id), educator.language
    offered = [(str(one.id), told(one, language)) for one in services]
    context: dict[str, Any] = {
        "form": form,
        "days": weekly.days(form, language),
        "services": [("", say(language, EVERY_SERVICE)), *offered],
        "zone": chosen.time_zone,
        **await _counts(educator.profile_id, zones.today(zones.named(chosen.time_zone))),
        "touched": await arranged.rows(educator),
    }
    return show(request, "availability/index", context, status=status)


async def _counts(educator: UUID, today: date) -> dict[str, int]:
    """How much there is behind each way on."""
    last = today.replace(year=today.year + exception.YEARS_AHEAD, day=min(today.day, 28))
    return {
        "absences_count": len(await absence.between(educator, today, last)),
        "calendars_count": len(await listed.of(educator)),
        "days_count": len(await exception.between(educator, today, last)),
    }

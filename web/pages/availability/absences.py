"""/availability/absences: when an educator is away."""

from datetime import date, time
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.availability import absence, rules
from domain.availability.absence import Absence
from domain.availability.hours import DAY_MINUTES
from domain.errors import Invalid
from domain.profiles.actor import Staff
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.availability import arranged, clocks
from web.respond import done, show
from web.words import formats, zones
from web.words.formats import Formats

ASKED = {"date": "first_on", "until": "last_on", "from": "starts_at", "to": "ends_at"}


@get("/availability/absences")
async def index(request: Request) -> Answer:
    """Shape: may be asked with ?date=, ?until=, and of one day ?from= and ?to=."""
    educator = access.staff(request)
    query = request.query_params
    asked = {field: query.get(name, "") for name, field in ASKED.items()}
    form = forms.blank(request, **{name: inputs.cleaned(text) for name, text in asked.items()})
    return await _show(request, educator, form)


@post("/availability/absences")
async def create(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    form = await forms.read(request)
    said = _read(form)
    try:
        if said is not None:
            await absence.make(said, by=educator.actor)
            return done(request, to="/availability/absences", notice="absence.made")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, educator, form, status=422)


@post("/availability/absences/{absence_id:uuid}/end")
async def end(request: Request, absence_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    educator = access.staff(request)
    await absence.end(absence_id, by=educator.actor)
    return done(request, to="/availability/absences", notice="absence.ended")


def _read(form: Form) -> Absence | None:
    """Shape: without a last day it is one day, without times whole days."""
    first, last = form.date("first_on"), form.date("last_on", required=False)
    begin, end = form.time("starts_at", required=False), form.time("ends_at", required=False)
    reason = form.text("reason", most=absence.REASON_MOST, required=False)
    if not form.is_valid or first is None:
        return None
    return Absence(form.key(), first, last or first, *_minutes(begin, end), reason)


def _minutes(begin: time | None, end: time | None) -> tuple[int, int]:
    until = clocks.minutes(end) if end else 0
    return (clocks.minutes(begin) if begin else 0, until or DAY_MINUTES)


async def _show(
    request: Request, educator: Visitor[Staff], form: Form, status: int = 200
) -> Answer:
    chosen = await rules.of(educator.profile_id)
    today = zones.today(zones.named(chosen.time_zone))
    kept = await absence.between(educator.profile_id, today, date.max)
    context = {
        "form": form,
        "today": today.isoformat(),
        "zone": chosen.time_zone,
        "absences": [(each.id, _when(each, educator.language), each.reason) for each in kept],
        "touched": await arranged.rows(educator),
    }
    return show(request, "availability/absences", context, status=status)


def _when(each: Absence, language: str) -> str:
    """Shape: Mo 23. Nov – Fr 27. Nov; Mo 23. Nov, 14:00–16:00."""
    said = Formats(language)
    first, last = said.day(each.first_on), said.day(each.last_on)
    begin = formats.time_of_day(*divmod(each.starts_minute, 60))
    end = formats.time_of_day(*divmod(each.ends_minute, 60))
    if each.first_on == each.last_on:
        return first if each.is_whole_days else f"{first}, {begin}–{end}"
    return f"{first} – {last}" if each.is_whole_days else f"{first}, {begin} – {last}, {end}"

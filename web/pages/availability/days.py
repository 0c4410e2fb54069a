"""/availability/days: days with other hours than their weekday's, or with none."""

from datetime import date

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.availability import exception, rules
from domain.availability.exception import Ranges
from domain.availability.hours import DAY_MINUTES
from domain.errors import Invalid
from domain.profiles.actor import Staff
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.availability import clocks
from web.respond import done, show
from web.words import availability, zones
from web.words.formats import Formats
from web.words.translations import N_, say

RANGES = range(3)
NONE = N_("keine Zeiten")


@get("/availability/days")
async def index(request: Request) -> Answer:
    """Shape: may be asked with ?date=."""
    educator = access.staff(request)
    form = forms.blank(request, day=request.query_params.get("date", ""))
    return await _show(request, educator, form)


@post("/availability/days")
async def create(request: Request) -> Answer:
    """Rule: S6."""
    educator = access.staff(request)
    form = await forms.read(request)
    day = form.date("day")
    read = _read(form)
    try:
        if form.is_valid and day is not None:
            await exception.make(day, [minutes for _, minutes in read], by=educator.actor)
            return done(request, to="/availability/days", notice="availability.changed")
    except Invalid as error:
        number = int(str(error.values.get("number", 0)))
        at = f"to-{read[number][0]}" if error.field == "hours" else error.field
        form.refuse(at, error.code, **error.values)
    return await _show(request, educator, form, status=422)


@post("/availability/days/end")
async def end(request: Request) -> Answer:
    """Lets the weekday's hours hold again."""
    educator = access.staff(request)
    form = await forms.read(request)
    if day := form.date("day"):
        await exception.end(day, by=educator.actor)
    return done(request, to="/availability/days", notice="availability.changed")


def _read(form: Form) -> list[tuple[int, tuple[int, int]]]:
    """The ranges with their numbers; what is left empty is none."""
    typed = []
    for number in RANGES:
        if form.value(f"from-{number}") or form.value(f"to-{number}"):
            begin, end = form.time(f"from-{number}"), form.time(f"to-{number}")
            if begin is not None and end is not None:
                minutes = clocks.minutes(begin), clocks.minutes(end) or DAY_MINUTES
                typed.append((number, minutes))
    return typed


async def _show(
    request: Request, educator: Visitor[Staff], form: Form, status: int = 200
) -> Answer:
    chosen, language = await rules.of(educator.profile_id), educator.language
    today = zones.today(zones.named(chosen.time_zone))
    kept = await exception.between(educator.profile_id, today, date.max)
    context = {
        "form": form,
        "today": today.isoformat(),
        "zone": chosen.time_zone,
        "numbers": RANGES,
        "days": [_row(day, those, language) for day, those in kept.items()],
    }
    return show(request, "availability/days", context, status=status)


def _row(day: date, those: Ranges, language: str) -> tuple[str, str, str]:
    """Shape: the day as it is sent back and as it is read, and its hours."""
    hours = availability.ranges(those, language) if those else say(language, NONE)
    return day.isoformat(), Formats(language).day(day), hours

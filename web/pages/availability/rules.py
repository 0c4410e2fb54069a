"""/availability/rules: how free time becomes slots."""

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.availability import rules
from domain.availability.rules import Rules
from domain.errors import Invalid
from domain.profiles.actor import Staff
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.settings import regions
from web.respond import done, show
from web.words.translations import N_, say

GRIDS = {
    0: N_("direkt hintereinander"),
    60: N_("jede Stunde"),
}
EVERY = N_("alle %(minutes)s Minuten")


@get("/availability/rules")
async def edit(request: Request) -> Answer:
    educator = access.staff(request)
    kept = await rules.of(educator.profile_id)
    return _show(request, educator, forms.blank(request, **kept._asdict()))


@post("/availability/rules")
async def update(request: Request) -> Answer:
    """Rule: S6 S5."""
    educator = access.staff(request)
    form = await forms.read(request)
    said = _read(form)
    try:
        if said is not None:
            await rules.choose(said, by=educator.actor)
            return done(request, to="/availability", notice="availability.rules")
    except Invalid as error:
        form.refuse_because(error)
    return _show(request, educator, form, status=422)


def _read(form: Form) -> Rules | None:
    """Names every fault at its field."""
    before = form.integer("buffer_before_minutes", most=rules.BUFFER_MINUTES[-1])
    after = form.integer("buffer_after_minutes", most=rules.BUFFER_MINUTES[-1])
    notice = form.integer("minimum_notice_hours", most=rules.MINIMUM_NOTICE_HOURS[-1])
    window = form.integer("window_days", least=1, most=rules.WINDOW_DAYS[-1])
    day = form.integer("day_most", least=1, most=rules.MOST[-1], required=False)
    week = form.integer("week_most", least=1, most=rules.MOST[-1], required=False)
    grid = form.choice("grid_minutes", [str(each) for each in rules.GRIDS_MINUTES])
    answer = form.integer("answer_hours", least=1, most=rules.ANSWER_HOURS[-1])
    numbers = before, after, notice, window, answer
    if not form.is_valid or None in numbers:
        return None
    before, after, notice, window, answer = (each or 0 for each in numbers)
    zone = form.value("time_zone")
    return Rules(zone, before, after, notice, window, day, week, int(grid), answer)


def _show(request: Request, educator: Visitor[Staff], form: Form, status: int = 200) -> Answer:
    context = {
        "form": form,
        "grids": [
            (minutes, say(educator.language, GRIDS.get(minutes, EVERY), minutes=minutes))
            for minutes in rules.GRIDS_MINUTES
        ],
        "zones": regions.zones(),
    }
    return show(request, "availability/rules", context, status=status)

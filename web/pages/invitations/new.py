"""/invitations/new: an invitation for one family or for many."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

from litestar import get, post

from domain import names
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import invitation
from domain.providers.invitation import Invitation
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show
from web.words import zones

USES = ("one", "many")


@get("/invitations/new")
async def new(request: Request) -> Answer:
    staff = access.staff(request)
    return _show(request, staff.time_zone, forms.blank(request, key=uuid4(), uses="one"))


@post("/invitations/new")
async def create(request: Request) -> Answer:
    """Rule: B1."""
    staff = access.staff(request)
    form = await forms.read(request)
    made = await _made(form, staff)
    if made is None:
        return _show(request, staff.time_zone, form, status=422)
    return done(request, to=f"/invitations/{made.id}", notice="invitation.created")


async def _made(form: Form, staff: Visitor[Staff]) -> Invitation | None:
    """None where the form says why not."""
    uses, last = form.choice("uses", USES), form.date("expires_on", required=False)
    name = form.text("name", most=names.LENGTH_MOST, required=False)
    if not form.is_valid:
        return None
    try:
        limit = 1 if uses == "one" else None
        ends = _end_of(last, staff.time_zone) if last else None
        key, by = form.key(), staff.actor
        return await invitation.create(key, by=by, uses_limit=limit, expires_at=ends, name=name)
    except Invalid as error:
        form.refuse_because(error)
        return None


def _show(request: Request, zone: str, form: Form, status: int = 200) -> Answer:
    context = {"form": form, "today": zones.today(zones.named(zone)).isoformat()}
    return show(request, "invitations/new", context, status=status)


def _end_of(last: date, zone: str) -> datetime:
    """The last second of the last day, where the educator is, so that this day is shown."""
    try:
        return datetime.combine(last, time(23, 59, 59), zones.named(zone)).astimezone(UTC)
    except OverflowError:
        raise Invalid("expires_on", "out_of_range") from None

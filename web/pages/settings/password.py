"""/settings/password: sets or changes the password."""

from litestar import get, post

from domain.accounts import password
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from domain.profiles.actor import Actor
from web import access, forms, trail
from web.access import Request, address
from web.answer import Answer
from web.cookies import login_cookie
from web.forms import Form
from web.respond import done, show


@get("/settings/password")
async def edit(request: Request) -> Answer:
    """Rule: A4 A8. Errors: Forbidden."""
    person = access.owner(request)
    return await _show(request, person, forms.blank(request))


@post("/settings/password")
async def update(request: Request) -> Answer:
    """Rule: A4 A8. Errors: Forbidden, Throttled."""
    person = access.owner(request)
    form = await forms.read(request)
    if (token := await _change(request, person, form)) is None:
        return await _show(request, person, form, status=422)
    trail.noted(request, "changed the password")
    to = "/profiles" if person.is_child else "/settings"
    return done(request, to=to, notice="password.changed").set_cookie(login_cookie(token))


async def _change(request: Request, person: Visitor[Actor], form: Form) -> str | None:
    """The device's new token, or None where the form says what is wrong. Errors: Throttled."""
    account, device, network = person.account_id, person.device_id, address(request)
    typed = form.secret("password")
    needs_current = await password.needs_current(account, on=device)
    current = form.secret("current") if needs_current else ""
    if not form.is_valid:
        return None
    try:
        return await password.change(account, typed, on=device, current=current, network=network)
    except Invalid as error:
        if error.field == "current":
            trail.missed(request, "old password")
        form.refuse_because(error)
        return None


async def _show(request: Request, person: Visitor[Actor], form: Form, status: int = 200) -> Answer:
    context = {
        "form": form,
        "must_prove": not person.is_proven,
        "needs_current": await password.needs_current(person.account_id, on=person.device_id),
        "email": person.email or person.claimed_email,
    }
    return show(request, "settings/password", context, status=status)

"""/settings/password: sets or changes the password."""

from litestar import get, post

from domain import clock
from domain.accounts import device, password
from domain.accounts.visitor import Visitor
from domain.errors import Invalid
from web import forms
from web.access import PERSON, Request, address, login_cookie
from web.forms import Form
from web.pages.settings.own import own
from web.respond import Answer, done, show


@get("/settings/password")
async def edit(request: Request, person: PERSON) -> Answer:
    """Rule: A4 A8. Errors: Forbidden."""
    await own(person)
    return await _show(request, person, forms.blank(request))


@post("/settings/password")
async def update(request: Request, person: PERSON) -> Answer:
    """Rule: A4 A8. Errors: Forbidden, Throttled."""
    await own(person)
    form = await forms.read(request)
    typed = form.secret("password")
    await _check_current(request, person, form)
    try:
        if form.is_valid:
            token = await password.change(person.account_id, typed, on=person.device_id)
            to = "/profiles" if person.is_child else "/settings"
            answer = done(request, to=to, notice="password.changed")
            return answer.set_cookie(login_cookie(token))
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, person, form, status=422)


async def _check_current(request: Request, person: Visitor, form: Form) -> None:
    if not await _needs_current(person):
        return
    current, email = form.secret("current"), person.email or person.claimed_email
    if current and not await password.verify(email, current, network=address(request)):
        form.refuse("current", "wrong")


async def _needs_current(person: Visitor) -> bool:
    """Whoever finds the phone unlocked must not lock its owner out."""
    kept = await device.by_id(person.device_id, account=person.account_id)
    return person.has_password and not kept.is_fresh(clock.now())


async def _show(request: Request, person: Visitor, form: Form, status: int = 200) -> Answer:
    context = {
        "form": form,
        "must_prove": not person.is_proven,
        "needs_current": await _needs_current(person),
        "email": person.email or person.claimed_email,
    }
    return show(request, "settings/password", context, status=status)

"""/start: somebody becomes a provider, a newcomer or a customer alike."""

from functools import partial

from litestar import get, post

from domain.accounts import device
from domain.accounts.visitor import Login, Visitor
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import specialist
from web import access, forms
from web.access import Request, login_of
from web.answer import Answer, redirect
from web.cookies import login_cookie
from web.pages.login import arrival
from web.respond import done, show
from web.wishes import language_of, time_zone_of


@get("/start")
async def new(request: Request) -> Answer:
    """Rule: A11. Who teaches already has come back to it. Errors: Forbidden for a child."""
    login = _login(request)
    if isinstance(login, Visitor) and isinstance(login.actor, Staff):
        return redirect("/services")
    return show(request, "start/new", {"form": forms.blank(request)})


@post("/start")
async def create(request: Request) -> Answer:
    """Rule: A3 A6 A11. Errors: Throttled; Forbidden for a child."""
    login, form = _login(request), await forms.read(request)
    name = form.text("name", most=80)
    email = "" if login else form.email("email")
    try:
        if form.is_valid and login is None:
            return await _register(request, email, name, form.value("time_zone"))
        if form.is_valid and login is not None:
            return await _become(request, login, name, form.value("time_zone"))
    except Invalid as error:
        form.refuse_because(error)
    return show(request, "start/new", {"form": form}, status=422)


def _login(request: Request) -> Login | None:
    known = login_of(request)
    if isinstance(known, Visitor):
        access.grown_up(request)
    return known


async def _register(request: Request, email: str, name: str, time_zone: str) -> Answer:
    register = partial(
        specialist.register,
        email,
        name,
        language=language_of(request),
        time_zone=time_zone,
    )
    return await arrival.welcome(request, register, email, to="/services")


async def _become(request: Request, login: Login, name: str, time_zone: str) -> Answer:
    zone = time_zone_of(request) or time_zone
    made = await specialist.start(
        login.account_id, name, language=language_of(request), time_zone=zone
    )
    token = await device.choose_profile(login.device_id, made.id, account=login.account_id)
    return done(request, to="/services").set_cookie(login_cookie(token))

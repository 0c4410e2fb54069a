"""/login/pin: the PIN of the login e-mail, in the browser that asked for it."""

from litestar import get, post

from domain.accounts import login_pin
from domain.errors import Invalid, Throttled
from web import forms, trail
from web.access import Request, address, login_of
from web.answer import Answer
from web.forms import Form
from web.pages.login import arrival, browser
from web.respond import show
from web.wishes import language_of
from web.words import waits


@get("/login/pin")
async def new(request: Request) -> Answer:
    """Rule: A2 A3: the same whether or not a mail is on its way."""
    return _show(request, forms.blank(request, next=request.query_params.get("next", "")))


@post("/login/pin", request_max_body_size=forms.SIGNED_OUT_BYTES)
async def create(request: Request) -> Answer:
    """Rule: A2 A6."""
    form = await forms.read(request)
    typed = form.text("pin", most=20)
    if form.is_valid:
        secret, network = browser.secret(request), address(request)
        try:
            used = await login_pin.use(secret, typed, network=network)
        except Invalid as error:
            trail.missed(request, "PIN")
            form.refuse_because(error)
        except Throttled as error:
            trail.refused(request, error)
            return _slow_down(request, form, error.retry_after_seconds)
        else:
            return await arrival.enter_proven(request, used, form)
    return _show(request, form, status=422)


def _slow_down(request: Request, form: Form, seconds: int) -> Answer:
    form.refuse("pin", "too_many", wait=waits.said(seconds, language_of(request)))
    return _show(request, form, status=429).header("retry-after", str(seconds))


def _show(request: Request, form: Form, status: int = 200) -> Answer:
    """Whoever is in already has the panel of every page, and is told there."""
    login = login_of(request)
    if login is not None and not login.is_proven:
        return show(request, "login/address", {"proof": form}, status=status)
    return show(request, "login/pin", {"form": form}, status=status)

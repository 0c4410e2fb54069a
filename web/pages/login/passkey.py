"""/login/passkey: in by a passkey, without an address. Without scripts nobody comes here."""

import secrets

from litestar import get, post

from domain.accounts.passkeys import login
from domain.accounts.passkeys.refusal import Refused
from domain.errors import Throttled
from web import forms, trail
from web.access import Request, address
from web.answer import Answer, json
from web.cookies import cookie, name_of
from web.forms import Form
from web.pages.login import arrival, index

REMEMBERED_SECONDS = 60 * 60


@get("/login/passkey")
async def show(request: Request) -> Answer:
    """What the browser is to sign. Rule: A1.

    Choice: bound to a secret of its own; that of a PIN (browser.py) may come at the same moment.
    """
    secret = _secret(request) or secrets.token_urlsafe(32)
    return json(login.ask(secret)).set_cookie(cookie(_cookie(), secret, REMEMBERED_SECONDS))


@post("/login/passkey", request_max_body_size=forms.SIGNED_OUT_BYTES)
async def create(request: Request) -> Answer:
    """Rule: A1 A5 A6."""
    form = await forms.read(request)
    try:
        return await _log_in(request, form)
    except Refused as error:
        trail.missed(request, "passkey")
        form.refuse_because(error)
        return index.shown(request, form, form.error("passkey"), 422, error.unknown)
    except Throttled as error:
        trail.refused(request, error)
        return index.slow_down(request, form, error.retry_after_seconds)


async def _log_in(request: Request, form: Form) -> Answer:
    """Errors: Refused, Throttled."""
    signed, secret = form.value("passkey"), _secret(request) or ""
    account = await login.verify(signed, secret, network=address(request))
    trail.noted(request, "logged in by passkey", account)
    to, zone = form.value("next"), form.value("time_zone")
    return await arrival.enter(request, account, to=to, time_zone=zone, notice="login.done")


def _secret(request: Request) -> str | None:
    return request.cookies.get(_cookie())


def _cookie() -> str:
    return name_of("passkey")

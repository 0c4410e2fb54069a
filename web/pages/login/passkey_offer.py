"""/login/passkey/offer: right after a login by PIN, a passkey for the next one. Rule: A5."""

from litestar import get, post

from domain.accounts.passkeys import registration
from domain.accounts.passkeys.refusal import Refused
from web import access, forms, trail
from web.access import Request
from web.answer import Answer, redirect
from web.forms import Form
from web.inputs import own_address
from web.pages.login import offering
from web.pages.settings import passkeys
from web.respond import done, show


@get("/login/passkey/offer")
async def new(request: Request) -> Answer:
    """Choice: before "Wer bist du?", for it is of the account and not of who uses it then.

    Errors: Forbidden for a child in a guardian's hands.
    """
    login, form = access.holder(request), forms.blank(request, **request.query_params)
    if await registration.refusal(login.account_id, on=login.device_id):
        return redirect(own_address(form.value("next")))
    return _show(request, form)


@post("/login/passkey/offer")
async def create(request: Request) -> Answer:
    """Errors: Forbidden, AddressUnproven, LoginTooOld, TooMany, Throttled."""
    login, form = access.holder(request), await forms.read(request)
    try:
        await passkeys.add(request, login.account_id, login.device_id, form)
    except Refused as error:
        trail.missed(request, "new passkey")
        form.refuse_because(error)
        return _show(request, form, status=422)
    return done(request, to=own_address(form.value("next")), notice="passkey.added")


@post("/login/passkey/offer/decline")
async def decline(request: Request) -> Answer:
    """Not asked again on this device. Errors: Forbidden."""
    access.holder(request)
    form = await forms.read(request)
    return redirect(own_address(form.value("next"))).set_cookie(offering.declined())


def _show(request: Request, form: Form, status: int = 200) -> Answer:
    return show(request, "login/passkey_offer", {"form": form}, status=status)

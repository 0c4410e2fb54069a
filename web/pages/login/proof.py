"""/login/proof: asks again for the mail that proves the address of whoever is logged in."""

from litestar import post

from domain.accounts import login_email
from web import access, forms
from web.access import Request, address
from web.answer import Answer, redirect
from web.pages.login import arrival, browser
from web.respond import done


@post("/login/proof")
async def create(request: Request) -> Answer:
    """Rule: A2 A6. Errors: Throttled."""
    login = access.login(request)
    if login.is_proven:
        return redirect("/")
    secret = browser.secret(request)
    await login_email.ask_for(login.account_id, secret, network=address(request))
    to = arrival.leading("/login/pin", (await forms.read(request)).value("next"))
    return browser.remember(done(request, to=to, notice="login.sent"), secret)

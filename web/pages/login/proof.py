"""/login/proof: asks again for the mail that proves the address of whoever is logged in."""

from litestar import post

from domain.accounts import login_email
from web import access
from web.access import Request, address
from web.answer import Answer, redirect
from web.pages.login import browser
from web.respond import done


@post("/login/proof")
async def create(request: Request) -> Answer:
    """Rule: A2 A6. Errors: Throttled."""
    login = access.login(request)
    if login.is_proven:
        return redirect("/")
    secret = browser.secret(request)
    await login_email.ask_for(login.account_id, secret, network=address(request))
    return browser.remember(done(request, to="/login/pin", notice="login.sent"), secret)

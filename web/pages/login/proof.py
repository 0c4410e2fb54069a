"""/login/proof: asks again for the mail that proves the address of whoever is logged in."""

from litestar import post

from domain.accounts import login_email
from web import access
from web.access import Request, address
from web.answer import Answer, redirect
from web.pages.login import arrival
from web.respond import done


@post("/login/proof")
async def create(request: Request) -> Answer:
    """Rule: A2 A6. Errors: Throttled."""
    login = access.login(request)
    if login.is_proven:
        return redirect("/")
    secret = arrival.browser_secret(request)
    await login_email.ask_for(login.account_id, secret, network=address(request))
    return arrival.remember(done(request, to="/login/pin", notice="login.sent"), secret)

"""/logout: ends this device's login."""

from litestar import get, post

from domain.accounts import device_end
from web import trail
from web.access import Request, login_of
from web.answer import Answer, redirect
from web.cookies import logout_cookie, without_kept_pages
from web.respond import done, show


@get("/logout")
async def new(request: Request) -> Answer:
    if login_of(request) is None:
        return redirect("/")
    return show(request, "login/logout")


@post("/logout")
async def create(request: Request) -> Answer:
    """Rule: A10 N4."""
    known = login_of(request)
    if known is not None:
        await device_end.of(known.device_id, account=known.account_id)
        trail.noted(request, "logged out")
    answer = done(request, to="/", notice="login.logged_out").set_cookie(logout_cookie())
    return answer.header(*without_kept_pages())

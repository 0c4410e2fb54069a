"""An arrival: what follows once it is known whose account somebody opens."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote
from uuid import UUID

from domain.accounts import account as accounts
from domain.accounts import device_login, newcomer, proof
from domain.accounts.login_email import Used
from domain.profiles.profile import Profile
from web import identity, trail
from web.access import Request
from web.answer import Answer, redirect
from web.cookies import cookie_name, login_cookie
from web.forms import Form
from web.inputs import own_address
from web.pages.login import browser, offering
from web.respond import done


async def enter(
    request: Request,
    account: UUID,
    *,
    to: str = "/",
    time_zone: str = "",
    notice: str | None = None,
    by_way_of: str = "",
) -> Answer:
    """Logs this browser in and leads on, past "Wer bist du?" where that is open.

    Rule: A7 A12. Shape: `to` may come from anybody; time_zone is the browser's, or empty; by_way_of
    is a page of ours that comes first.
    """
    agent, token = request.headers.get("user-agent", ""), request.cookies.get(cookie_name())
    entered = await device_login.log_in(
        account, user_agent=agent, known_token=token, time_zone=time_zone
    )
    to = own_address(to) if entered.has_profile else leading("/profiles", to)
    to = leading(by_way_of, to) if by_way_of else to
    answer = done(request, to=to, notice=notice).set_cookie(login_cookie(entered.token))
    for line in identity.known_cookies(request, (await accounts.by_id(account)).email):
        answer.set_cookie(line)
    return answer


async def enter_proven(request: Request, used: Used, form: Form) -> Answer:
    """Logs in whom a link or PIN let in, which proves the address too. Errors: NotLinked."""
    account, is_new = await proof.prove(used)
    trail.noted(request, "logged in by mail", account)
    answer = await enter(
        request,
        account,
        to=form.value("next"),
        time_zone=form.value("time_zone"),
        notice="account.proven" if is_new else "login.done",
        by_way_of=await offering.address(request, form, account),
    )
    return browser.forget(answer)


async def welcome(
    request: Request,
    register: Callable[[], Awaitable[Profile]],
    typed_address: str,
    *,
    to: str,
    notice: str | None = None,
) -> Answer:
    """Registers somebody, lets them in, and mails what proves the address. Errors: Throttled."""
    asking = browser.asking(request)
    token, is_mailed = await newcomer.welcome(register, typed_address, asking)
    trail.noted(request, "registered")
    answer = done(request, to=own_address(to), notice=notice).set_cookie(login_cookie(token))
    return browser.remember(answer, asking.secret) if is_mailed else answer


def on_to(address: str, following: str) -> Answer:
    """To one of our pages, which leads on to another; that may come from anybody."""
    return redirect(leading(address, following))


def leading(address: str, following: str) -> str:
    """The address of one of our pages, which leads on to another; that may come from anybody."""
    return _with_next(address, own_address(following))


def _with_next(address: str, own: str) -> str:
    return address if own == "/" else f"{address}?next={quote(own, safe='/')}"

"""The way in: what follows once it is known whose account somebody opens."""

import secrets
from urllib.parse import quote
from uuid import UUID

from domain.accounts import device, login_email, proof, throttle
from domain.accounts.device import Entered
from domain.accounts.login_email import Used
from domain.errors import Throttled
from domain.profiles import profile
from domain.profiles.profile import Profile
from web.access import Request, address, cookie, cookie_name, is_secure, login_cookie
from web.forms import own_address
from web.respond import Answer, done, redirect

BROWSER_SECONDS = 60 * 60


async def enter(
    request: Request,
    account: UUID,
    *,
    to: str = "/",
    time_zone: str = "",
    notice: str | None = None,
    as_profile: UUID | None = None,
) -> Answer:
    """Logs this browser in and leads on, past "Wer bist du?" where that is open.

    Rule: A7 A12. Shape: `to` may come from anybody; time_zone is the browser's, or empty;
    as_profile is who it is, where that is known already.
    """
    if time_zone and await device.is_first_of(account):
        await profile.note_time_zone(account, time_zone)
    entered = await device.log_in(
        account,
        user_agent=request.headers.get("user-agent", ""),
        known_token=request.cookies.get(cookie_name()),
    )
    to = own_address(to)
    if as_profile is not None:
        entered = await _as_profile(entered, as_profile, account)
    if not entered.has_profile:
        to = _with_next("/profiles", to)
    return done(request, to=to, notice=notice).set_cookie(login_cookie(entered.token))


async def enter_proven(
    request: Request, used: Used, *, to: str = "/", time_zone: str = ""
) -> Answer:
    """Logs in whom a link or PIN let in, which proves the address too. Errors: NotLinked."""
    account, is_new = await proof.prove(used)
    notice = "account.proven" if is_new else "login.done"
    answer = await enter(request, account, to=to, time_zone=time_zone, notice=notice)
    return answer.set_cookie(cookie(browser_cookie(), "", 0))


async def admit_newcomer(request: Request, typed_address: str) -> None:
    """Before somebody is registered. Rule: A6. Errors: Throttled."""
    await throttle.register(typed_address, address(request))


async def welcome(
    request: Request, newcomer: Profile, *, to: str, notice: str | None = None
) -> Answer:
    """Logs in somebody who has just registered, and mails what proves the address.

    Rule: A2 B2. Choice: where too many mails were asked for, the banner sends it later.
    """
    answer = await enter(request, newcomer.account, to=to, notice=notice, as_profile=newcomer.id)
    secret = browser_secret(request)
    try:
        await login_email.ask_for(newcomer.account, secret, network=address(request))
    except Throttled:
        return answer
    return remember(answer, secret)


def browser_cookie() -> str:
    return "__Host-browser" if is_secure() else "browser"


def browser_secret(request: Request) -> str:
    """What tells the browser that asks for a PIN from every other one. Rule: A2."""
    return request.cookies.get(browser_cookie()) or secrets.token_urlsafe(32)


def remember(answer: Answer, secret: str) -> Answer:
    """Leaves the secret with the browser."""
    return answer.set_cookie(cookie(browser_cookie(), secret, BROWSER_SECONDS))


def on_to(address: str, following: str) -> Answer:
    """To one of our pages, which leads on to another; that may come from anybody."""
    return redirect(_with_next(address, own_address(following)))


async def _as_profile(entered: Entered, person: UUID, account: UUID) -> Entered:
    on = await device.by_token(entered.token)
    if on is None:
        return entered
    return Entered(await device.choose_profile(on.id, person, account=account), True)


def _with_next(address: str, own: str) -> str:
    return address if own == "/" else f"{address}?next={quote(own, safe='/')}"

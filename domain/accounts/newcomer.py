"""A newcomer: registered, logged in and mailed in one transaction, in one step."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from domain import database
from domain.accounts import device_login, login_email, throttle
from domain.errors import Throttled
from domain.profiles.profile import Profile


class Browser(NamedTuple):
    """Where somebody comes from.

    Shape: secret tells the browser that asks for a PIN (A2); asked_before that it has had one.
    """

    user_agent: str
    known_token: str | None
    secret: str
    asked_before: bool
    network: str


class Welcomed(NamedTuple):
    """The token for the cookie, and whether a mail is on its way that proves the address."""

    token: str
    is_mailed: bool


async def welcome(
    register: Callable[[], Awaitable[Profile]], address: str, browser: Browser
) -> Welcomed:
    """Lets in somebody who registers with this address, as the profile that was made.

    Rule: A2 A6 A7 B2. Choice: where too many mails were asked for, the banner sends it later.
    Errors: Throttled, Invalid and whatever register raises; nothing is written.
    """
    await throttle.register(address, browser.network)
    async with database.transaction():
        person = await register()
        token = await _log_in(person, browser)
        return Welcomed(token, await _is_mailed(person, address, browser))


async def _log_in(person: Profile, browser: Browser) -> str:
    entered = await device_login.log_in(
        person.account,
        user_agent=browser.user_agent,
        known_token=browser.known_token,
        as_profile=person.id,
    )
    return entered.token


async def _is_mailed(person: Profile, address: str, browser: Browser) -> bool:
    try:
        await login_email.ask_first(
            person.account,
            address,
            browser.secret,
            asked_before=browser.asked_before,
            network=browser.network,
        )
    except Throttled:
        return False
    return True

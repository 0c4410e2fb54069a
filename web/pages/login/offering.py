"""The offer of a passkey after a login by PIN, where one could be kept and none is. Rule: A5."""

from uuid import UUID

from domain.accounts.passkeys import passkey
from web.access import Request
from web.cookies import cookie, name_of
from web.forms import Form

OFFER = "/login/passkey/offer"
REMEMBERED_SECONDS = 365 * 24 * 60 * 60


async def address(request: Request, form: Form, account: UUID) -> str:
    """Of the page that offers it, or empty. Shape: a script says that the device can keep one.

    Choice: not to an account that has one somewhere, which knows what it is.
    """
    is_able = form.value("passkeys") == "yes" and _cookie() not in request.cookies
    return OFFER if is_able and not await passkey.of(account) else ""


def declined() -> str:
    """The line by which the device is asked no more."""
    return cookie(_cookie(), "declined", REMEMBERED_SECONDS)


def _cookie() -> str:
    return name_of("passkey_offer")

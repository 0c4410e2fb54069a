"""The browser that asks for a login: a PIN counts only in the one that asked for it. Rule: A2."""

import secrets

from domain.accounts.newcomer import Browser
from web.access import Request, address
from web.answer import Answer
from web.cookies import cookie, cookie_name, name_of

REMEMBERED_SECONDS = 60 * 60


def asking(request: Request) -> Browser:
    """Where somebody registers."""
    return Browser(
        request.headers.get("user-agent", ""),
        request.cookies.get(cookie_name()),
        secret(request),
        known_secret(request) is not None,
        address(request),
    )


def secret(request: Request) -> str:
    """What tells it from every other one, made anew where it has none."""
    return known_secret(request) or secrets.token_urlsafe(32)


def known_secret(request: Request) -> str | None:
    return request.cookies.get(_name())


def remember(answer: Answer, secret: str) -> Answer:
    """Leaves the secret with the browser."""
    return answer.set_cookie(cookie(_name(), secret, REMEMBERED_SECONDS))


def forget(answer: Answer) -> Answer:
    return answer.set_cookie(cookie(_name(), "", 0))


def _name() -> str:
    return name_of("browser")

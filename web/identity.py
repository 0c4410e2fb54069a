"""Who asks: found out once per request, by what the browser keeps."""

from uuid import UUID

from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from domain.accounts import visitor as visitors
from domain.accounts.visitor import Login
from web.access import Incoming
from web.cookies import cookie_name, known_cookie, known_cookie_name, login_cookie

ACTING_AS = "x-lernfaden-profile"


async def look_up(incoming: Incoming, _: BaseRouteHandler | None = None) -> None:
    """Finds out once per request who asks; a guard of every handler.

    Rule: A7 A8 A10. Shape: scope["renewed"] has the cookies that the browser is to keep longer.
    """
    known = await asking(incoming)
    incoming.scope["login"] = known  # type: ignore[typeddict-unknown-key]
    if known is not None and known.is_first_today:
        kept = known_cookies(incoming, known.email)
        own = login_cookie(incoming.cookies[cookie_name()])
        incoming.scope["renewed"] = [own, *kept]  # type: ignore[typeddict-unknown-key]


async def asking(incoming: Incoming) -> Login | None:
    """Who asks, as it is at this moment: an answer that lasts asks again."""
    token = incoming.cookies.get(cookie_name())
    asked = incoming.headers.get(ACTING_AS)
    if not token:
        return None
    return await visitors.by_token(token, _uuid(asked) if asked else None)


def known_cookies(incoming: Incoming, email: str | None) -> list[str]:
    """What makes this browser a known one of the account, once its address is proven. Rule: A6."""
    return [known_cookie(proofs(incoming), email)] if email else []


def proofs(incoming: Incoming) -> str:
    """What the browser keeps of the accounts that were open in it."""
    return incoming.cookies.get(known_cookie_name(), "")


def to_renew(scope: Scope) -> list[str]:
    """The cookies that this request's browser is to keep longer."""
    lines: list[str] = scope.get("renewed", [])  # type: ignore[assignment]
    return lines


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)

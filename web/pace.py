"""How fast an account may change things, so that no program fills a database through one."""

from litestar.handlers import BaseRouteHandler

from domain.accounts import throttle
from web.access import Incoming, login_of


async def bound(incoming: Incoming, _: BaseRouteHandler) -> None:
    """A guard of every handler, after who asks is known and that no other site does.

    Rule: A6. Errors: Throttled.
    """
    known = login_of(incoming)
    if known is not None and incoming.scope["method"] == "POST":  # type: ignore[typeddict-item]
        await throttle.change(known.account_id)

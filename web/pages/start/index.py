"""/: what Lernfaden is, or straight to where a profile is at home."""

from litestar import get

from domain.accounts.visitor import Visitor
from web.access import Request, login_of
from web.answer import Answer, redirect
from web.respond import show

HOMES = {"guardian": "/sessions", "child": "/sessions", "supporter": "/support"}


@get("/")
async def index(request: Request) -> Answer:
    """Rule: A7."""
    known = login_of(request)
    if isinstance(known, Visitor):
        return redirect(HOMES.get(known.kind, "/calendar"))
    if known is not None:
        return redirect("/profiles")
    return show(request, "start/index")

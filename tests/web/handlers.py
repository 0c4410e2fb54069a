"""Handlers that answer in every way there is, for a visitor who is known without a database."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler

from domain import topics
from domain.accounts.visitor import Visitor
from domain.credits.hold import NotEnoughCredits
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Throttled, Unstored
from domain.profiles.actor import Actor, Guardian
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.respond import done, show

NADIA = Visitor(
    device_id=UUID(int=1),
    account_id=UUID(int=2),
    email="nadia@lernfaden.example",
    claimed_email="nadia@lernfaden.example",
    has_password=True,
    profiles_count=3,
    is_first_today=False,
    profile_id=UUID(int=3),
    kind="guardian",
    name="Nadia Kaya",
    colour=2,
    creature=2,
    language="de",
    time_zone="Europe/Berlin",
    provider_name=None,
    is_own=True,
    may_share=True,
    may_talk=True,
    unread_count=0,
    talks_count=0,
    actor=Guardian(UUID(int=3), UUID(int=4)),
)
NAME = "notifications/index"
SHOWS = [topics.name("session", UUID(int=4))]
CONTEXT: dict[str, Any] = {"notifications": [], "older": ""}

REFUSALS: dict[str, Exception] = {
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": Conflict(),
    "credits": NotEnoughCredits(2),
    "invalid": Invalid("name", "missing"),
    "throttled": Throttled(90),
    "unstored": Unstored(),
    "fault": RuntimeError("a secret of ours"),
}


@get("/page")
async def page(request: Request) -> Answer:
    tag = await etag(request, access.person(request), SHOWS, "page")
    return not_modified(request, tag) or show(request, NAME, CONTEXT, etag=tag)


@get("/invalid")
async def invalid(request: Request) -> Answer:
    return show(request, NAME, CONTEXT, status=422)


@post("/change")
async def change(request: Request) -> Answer:
    return done(request, NAME, CONTEXT, to="/page", notice="session.confirmed")


@post("/leave")
async def leave(request: Request) -> Answer:
    return done(request, to="/page", notice="session.confirmed")


@get("/refused/{name:str}")
async def refused(request: Request) -> Answer:
    raise REFUSALS[request.path_params["name"]]


HANDLERS: list[HTTPRouteHandler] = [page, invalid, change, leave, refused]


class Somebody:
    """Who asks, changed by a test as it likes."""

    visitor: Visitor[Actor] | None = NADIA

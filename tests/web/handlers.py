"""Handlers that answer in every way there is, for a visitor who is known without a database."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler

from domain.accounts.visitor import Visitor
from domain.credits.hold import NotEnoughCredits
from domain.errors import Conflict, Forbidden, Invalid, NotFound, Throttled
from web.access import PERSON, Request
from web.respond import Answer, done, etag, not_modified, show

NADIA = Visitor(
    device_id=UUID(int=1),
    account_id=UUID(int=2),
    email="nadia@lernfaden.example",
    claimed_email="nadia@lernfaden.example",
    has_password=True,
    profiles_count=3,
    profile_id=UUID(int=3),
    kind="guardian",
    name="Nadia Kaya",
    colour=2,
    language="de",
    time_zone="Europe/Berlin",
    may_confirm=False,
    revision=1,
    family_id=UUID(int=4),
    family_revision=7,
    educator_id=None,
    provider_id=None,
    provider_revision=None,
    provider_name=None,
    unread_count=0,
)
NAME = "notifications/index"
CONTEXT: dict[str, Any] = {"notifications": [], "older": ""}

REFUSALS: dict[str, Exception] = {
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": Conflict(),
    "credits": NotEnoughCredits(2),
    "invalid": Invalid("name", "missing"),
    "throttled": Throttled(90),
    "fault": RuntimeError("a secret of ours"),
}


@get("/page")
async def page(request: Request, person: PERSON) -> Answer:
    tag = etag(request, person, "page")
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

    visitor: Visitor | None = NADIA

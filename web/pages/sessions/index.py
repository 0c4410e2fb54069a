"""/sessions: what is to come, for a family or for a child alone."""

from datetime import datetime
from typing import Any

from litestar import get

from domain import clock, topics
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions.wall_clock import day_start
from web import access
from web.access import Request
from web.answer import Answer, redirect
from web.freshness import etag, not_modified
from web.pages.sessions import child_filter, child_home, family_list
from web.respond import show
from web.wishes import way_in_hand
from web.words import installing, zones

CALENDAR = "/calendar"
OF_FAMILY, OF_CHILD = ("session", "credits", "connection", "people"), ("session", "people")
"""Aspects that lists of sessions show."""


@get("/sessions")
async def index(request: Request) -> Answer:
    """Rule: S12 A8. Errors: Forbidden, NotFound (a child of another family)."""
    person = access.person(request)
    if isinstance(person.actor, Staff):
        return redirect(CALENDAR)
    child = request.query_params.get("child", "")
    tag = await etag(request, person, shows(person), "sessions", child)
    if unchanged := not_modified(request, tag):
        return unchanged
    listed = await context(person, child)
    if listed.get("is_new"):
        listed["ways"] = installing.ways(person.language, way_in_hand(request))
    # What can be taken back for seconds is no page to be kept.
    return show(request, "sessions/index", listed, etag="" if listed.get("is_undoable") else tag)


def shows(reader: Visitor[Actor]) -> list[str]:
    """The topics of a reader's sessions."""
    aspects = OF_FAMILY if isinstance(reader.actor, Guardian) else OF_CHILD
    return [topics.name(aspect, reader.owner) for aspect in aspects]


async def context(reader: Visitor[Actor], child: str = "") -> dict[str, Any]:
    """What partials/sessions/index.html needs. Errors: NotFound (a child of another family)."""
    since = start_of_day(reader)
    if not isinstance(reader.actor, Guardian):
        child_filter.chosen(child, [(reader.profile_id, reader.name)])
        return await child_home.context(reader, since)
    return await family_list.context(reader, reader.actor, child, since)


def start_of_day(reader: Visitor[Actor]) -> datetime:
    """When the reader's day began. Units: UTC."""
    return day_start(clock.now(), zones.named(reader.time_zone).key)

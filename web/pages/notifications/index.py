"""/notifications: "Mitteilungen", what a profile was told of, the newest first."""

from datetime import datetime

from litestar import get

from domain import topics
from domain.accounts.visitor import Visitor
from domain.notifications import notification_list
from domain.notifications.notification_list import PAGE, Told
from domain.profiles.actor import Actor
from web import access, inputs
from web.access import Request
from web.answer import Answer
from web.freshness import etag, not_modified
from web.respond import show
from web.words import notification_texts
from web.words.notification_texts import Words


@get("/notifications")
async def index(request: Request) -> Answer:
    """Rule: N1. Choice: looking at the list does not read it, as nothing changes on GET."""
    person = access.anybody(request)
    before = _moment(request.query_params.get("before", ""))
    # A line says less of a session that was answered, and of that its reader may not be told.
    told, session = topics.name("told", person.profile_id), topics.name("session", person.owner)
    tag = await etag(request, person, [told, session], before)
    if unchanged := not_modified(request, tag):
        return unchanged
    news = await notification_list.newest(person.profile_id, before, PAGE + 1)
    context = {
        "notifications": [(told, _words(told, person)) for told in news[:PAGE]],
        "older": news[PAGE - 1].created_at.isoformat() if len(news) > PAGE else "",
    }
    return show(request, "notifications/index", context, etag=tag)


def _words(told: Told, reader: Visitor[Actor]) -> Words:
    return notification_texts.of(told, reader.kind, reader.language, reader.time_zone)


def _moment(text: str) -> datetime | None:
    try:
        return inputs.moment(text)
    except ValueError:
        return None

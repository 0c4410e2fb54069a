"""/notifications: "Mitteilungen", what a profile was told of, the newest first."""

from datetime import datetime

from litestar import get

from domain.notifications import notification
from domain.notifications.notification import PAGE
from web.access import PERSON, Request
from web.respond import Answer, etag, not_modified, show
from web.words import notification_texts


@get("/notifications")
async def index(request: Request, person: PERSON) -> Answer:
    """Rule: N1. Choice: looking at the list does not read it, as nothing changes on GET."""
    before = _moment(request.query_params.get("before", ""))
    tag = etag(request, person, before)
    if unchanged := not_modified(request, tag):
        return unchanged
    found = await notification.newest(person.profile_id, before, PAGE + 1)
    context = {
        "notifications": [
            (
                told,
                notification_texts.of(told, person.kind, person.language, person.time_zone),
            )
            for told in found[:PAGE]
        ],
        "older": found[PAGE - 1].created_at.isoformat() if len(found) > PAGE else "",
    }
    return show(request, "notifications/index", context, etag=tag)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None

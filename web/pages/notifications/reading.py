"""/notifications/reading: that somebody has read what they were told."""

from litestar import post

from domain.notifications import notification
from web.access import PERSON, Request
from web.respond import Answer, done


@post("/notifications/reading")
async def create(request: Request, person: PERSON) -> Answer:
    """Rule: N1."""
    await notification.read_all(person.profile_id)
    return done(request, to="/notifications", notice="notifications.read")

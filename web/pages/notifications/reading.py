"""/notifications/reading: that somebody has read what they were told."""

from uuid import UUID

from litestar import post

from domain.accounts.visitor import Visitor
from domain.notifications import reading
from domain.profiles.actor import Actor
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.respond import done

MOST = 100
"""Subjects of one page."""


@post("/notifications/reading")
async def create(request: Request) -> Answer:
    """Rule: N1. Shape: subjects, ids apart by spaces, or nothing for everything.

    What is no id was told to nobody.
    """
    person = access.anybody(request)
    form = await forms.read(request)
    if subjects := form.values("subjects"):
        await reading.settle(person.profile_id, *ids(subjects[-1]))
    else:
        await reading.settle_all(person.profile_id)
    return done(request, to="/notifications", notice="notifications.read")


async def unread(reader: Visitor[Actor], *subjects: UUID) -> dict[str, str]:
    """What partials/notifications/opened.html needs on the page of these.

    Shape: news changes with each new one, so that a page that stays open reads that as well.
    """
    can_be = bool(subjects) and bool(reader.unread_count)
    news = await reading.news(reader.profile_id, *subjects) if can_be else []
    named = " ".join(str(subject) for subject in subjects) if news else ""
    return {"news": " ".join(str(event) for event in news), "news_subjects": named}


def ids(text: str) -> list[UUID]:
    """Shape: apart by spaces; what is none is left out."""
    read = []
    for each in text.split()[:MOST]:
        try:
            read.append(UUID(each))
        except ValueError:
            continue
    return read

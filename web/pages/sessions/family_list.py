"""A family's list: what waits for its answer, and the thread of all that is to come. Rule: S12."""

from datetime import datetime
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian
from domain.sessions import asked as asking
from domain.sessions import frame as frames
from domain.sessions import upcoming
from web.pages.sessions import answering, cards, child_filter, family_frame
from web.words import zones


async def context(
    guardian: Visitor[Actor], by: Guardian, child: str, since: datetime
) -> dict[str, Any]:
    """What partials/sessions/list.html needs. Errors: NotFound (a child of another family)."""
    frame = await frames.of(by.family_id, since)
    chosen = child_filter.chosen(child, frame.children)
    listed = await upcoming.upcoming(by, since, chosen)
    first, others = answering.split(listed, await asking.asked(listed, clock.now()), guardian)
    sources = [source for one in frame.credits for source in one.sources]
    choosing, answerable = await answering.cards(first, sources, guardian)
    undoable = [*answerable, *(card for card, _ in choosing)]
    with zones.reading_in(guardian.time_zone):
        coming = cards.thread(others, guardian, clock.now())
    return {
        "waiting": answerable,
        "choosing": choosing,
        "coming": coming,
        "is_undoable": any(card.undo_until_iso for card in undoable),
        "credits": family_frame.chips(frame.credits, guardian.language),
        "children": child_filter.links(frame.children, chosen, guardian.language),
        "has_past": frame.has_past,
        "can_request": bool(frame.credits),
        **family_frame.empty(frame, guardian.language, is_new=not listed and not frame.has_past),
    }

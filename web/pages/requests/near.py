"""What is free around a request that was declined. Rule: S5."""

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor, Guardian
from domain.sessions import slot
from domain.sessions.session import Session
from web.words import zones
from web.words.formats import Formats


async def of(declined: Session, reader: Visitor[Actor]) -> list[tuple[str, str]]:
    """Shape: address of the day in the flow, and when. For the family alone."""
    if not isinstance(reader.actor, Guardian):
        return []
    slots = await slot.near(declined, by=reader.actor)
    chosen = f"educator={declined.educator}&service={declined.service}&learner={declined.learner}"
    with zones.reading_in(reader.time_zone):
        return [
            (
                f"/requests/new?{chosen}&date={zones.local(start).date()}",
                Formats(reader.language).moment(start),
            )
            for start in slots
        ]

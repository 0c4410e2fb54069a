"""An open invitation: a child was asked already whether it comes to a group. Rule: S17 S18."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID as Id

from domain import database, events
from domain.sessions import fact
from domain.sessions import session as sessions
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session

PLACE_FREE = "session.place_free"


async def by_learner(group_date: Id) -> dict[Id, Session]:
    """By learner what waits for an answer, which nobody gives until the place is kept."""
    pending = "s.group_date = {} AND s.state = 'pending'"
    there = await sessions.where(pending, group_date)
    await database.lock(Proposal, {each.proposal for each in there})
    return {each.learner: each for each in await sessions.where(pending, group_date)}


def tell(
    invitation: Session, until: datetime, told: Mapping[str, str] = MappingProxyType({})
) -> None:
    """That a place is free for it now, until when it can be answered."""
    events.record(
        fact.of(
            invitation,
            PLACE_FREE,
            by=invitation.educator,
            more=fact.while_waiting(invitation, [invitation], told),
            why=invitation.message,
            useful_until=until,
        )
    )

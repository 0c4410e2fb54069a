"""A proposal that is not stored yet: who asks whom, and how long. Rule: S2 S5 S9."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.profiles.actor import Guardian, Staff
from domain.providers import provider
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.session_row import SessionRow


def of_itself(made: SessionRow, kind: Kind, message: str, expires_at: datetime) -> Proposal:
    """What asks a family about what became free for it, in its educator's name. Rule: S17 S18."""
    return _asking(made, made.educator, Side.FAMILY, kind, message, expires_at)


def of_family(
    made: SessionRow, kind: Kind, message: str, expires_at: datetime, *, by: Guardian
) -> Proposal:
    """What asks the educator, not stored yet. Rule: S2 S5 S9."""
    return _asking(made, by.profile_id, Side.EDUCATOR, kind, message, expires_at)


async def of_educator(
    made: Sequence[SessionRow], kind: Kind, message: str, *, by: Staff
) -> Proposal:
    """What asks a family about sessions, not stored yet. Rule: S2.

    Choice: it waits until the first of them starts, for one that has begun can be held no more;
    with alternatives until the last does.
    """
    first = min(made, key=lambda each: each.starts_at)
    limit = max(each.starts_at for each in made) if kind == Kind.ALTERNATIVES else first.starts_at
    until = await expires_at(first.provider, limit, first.created_at)
    return _asking(first, by.profile_id, Side.FAMILY, kind, message.strip(), until)


async def expires_at(provider_id: UUID, starts_at: datetime, now: datetime) -> datetime:
    """Until when an answer is waited for to what starts then and is asked now. Rule: S2."""
    hours = (await provider.by_id(provider_id)).answer_hours
    return starts_at if hours is None else min(starts_at, now + timedelta(hours=hours))


def _asking(
    made: SessionRow, by: UUID, asked: Side, kind: Kind, message: str, expires_at: datetime
) -> Proposal:
    return Proposal(
        id=made.proposal,
        connection=made.connection,
        educator=made.educator,
        by=by,
        asked=asked,
        kind=kind,
        message=message,
        expires_at=expires_at,
        created_at=made.created_at,
    )

"""A question: a proposal with its sessions, stored and told in one piece. Rule: S2 N1."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain import database, events
from domain.profiles.actor import Guardian, Staff
from domain.providers import provider
from domain.sessions import fact, proposal_expiry, session_row
from domain.sessions import session as sessions
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow


async def put(
    asking: Proposal,
    made: list[SessionRow],
    kind: str = "session.proposed",
    particulars: Mapping[str, Any] | None = None,
) -> list[Session]:
    """Stores a proposal with its sessions, tells the other side once and plans its end. Rule: N1.

    Shape: particulars are told besides; the sessions with the names that are told of them, read
    once. Errors: Invalid (learner) for one who has just left the family, Violation; nothing is
    written.
    """
    async with database.transaction():
        await Proposal.insert(asking)
        await session_row.write(*made)
        proposed = await sessions.of_proposal(asking.id)
        _tell(kind, asking, proposed, particulars or {})
        await proposal_expiry.plan(asking.id, proposed, asking.expires_at)
    return proposed


def of_itself(made: SessionRow, kind: Kind, message: str, expires_at: datetime) -> Proposal:
    """What asks a family about what became free for it, in its educator's name. Rule: S17 S18."""
    return _asking(made, made.educator, Side.FAMILY, kind, message, expires_at)


def of_family(
    made: SessionRow, kind: Kind, message: str, expires_at: datetime, *, by: Guardian
) -> Proposal:
    """What asks the educator, not stored yet. Rule: S2 S5 S9."""
    return _asking(made, by.profile_id, Side.EDUCATOR, kind, message, expires_at)


async def asking_for(
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


def told_while_waiting(
    session: Session, asked: Sequence[Session], particulars: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What is told of it as long as it waits for the answer."""
    more = {"free_until": session.would_be_free_until.isoformat(), **(particulars or {})}
    if session.is_alternative:
        more["times"] = [each.starts_at.isoformat() for each in asked]
    return more


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


def _tell(
    kind: str, asking: Proposal, proposed: Sequence[Session], particulars: Mapping[str, Any]
) -> None:
    for session in proposed:
        events.record(
            fact.of(
                session,
                kind,
                by=asking.by,
                more=told_while_waiting(session, proposed, particulars),
                why=asking.message,
                is_one_news=len(proposed) > 1,
                happened_at=asking.created_at,
                useful_until=asking.expires_at,
            )
        )

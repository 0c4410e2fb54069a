"""A question: a proposal with its sessions, stored and told in one piece. Rule: S2 N1."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain import database, events
from domain.sessions import fact, proposal_expiry, session_row
from domain.sessions import session as sessions
from domain.sessions.proposal import Proposal
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


def _tell(
    kind: str, asking: Proposal, proposed: Sequence[Session], particulars: Mapping[str, Any]
) -> None:
    for session in proposed:
        events.record(
            fact.of(
                session,
                kind,
                by=asking.by,
                more=fact.while_waiting(session, proposed, particulars),
                why=asking.message,
                is_one_news=len(proposed) > 1,
                happened_at=asking.created_at,
                useful_until=asking.expires_at,
            )
        )

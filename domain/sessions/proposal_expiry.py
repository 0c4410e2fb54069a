"""An expiry: what nobody answered in time ends. Rule: S1 S2."""

from datetime import datetime
from uuid import UUID

from domain import database, outbox
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions import state
from domain.sessions.session import State


async def plan(asking: UUID, expires_at: datetime, dedupe: str = "") -> None:
    """Shape: dedupe tells a later plan from the first one, which may be done already."""
    await outbox.put(
        "proposal_expiry",
        {"proposal": str(asking)},
        due_at=expires_at,
        dedupe=f"proposal_expiry:{asking}:{dedupe}",
    )


async def expire(asking: UUID) -> None:
    """Cancels what nobody answered in time; what was answered stays. Rule: S1 S2."""
    async with database.transaction():
        if await proposals.expire(asking):
            proposed = await sessions.of_proposal(asking)
            waiting = [each for each in proposed if each.state == State.PENDING]
            if waiting:
                await state.change(waiting, State.CANCELLED, by=None, kind="session.expired")

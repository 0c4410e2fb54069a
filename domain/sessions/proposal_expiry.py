"""An expiry: what nobody answered in time ends. Rule: S1 S2."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from domain import clock, database, outbox
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions import state
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State


async def plan(
    asking: UUID, sessions: Iterable[Session], expires_at: datetime, dedupe: str = ""
) -> None:
    """Shape: dedupe tells a later plan from the first one, which may be done already; of several
    times to choose from each ends by itself as well.
    """
    earlier = {each.starts_at for each in sessions if each.starts_at < expires_at}
    for moment in sorted({*earlier, expires_at}):
        await outbox.put(
            "proposal_expiry",
            {"proposal": str(asking)},
            due_at=moment,
            dedupe=f"proposal_expiry:{asking}:{dedupe}:{moment.isoformat()}",
        )


async def expire(asking: UUID) -> None:
    """Cancels what nobody answered in time; what was answered stays. Rule: S1 S2."""
    async with database.transaction():
        if await proposals.expire(asking):
            ended = await _pending(asking)
            is_sooner = any(each.is_sooner for each in ended)
            await _cancel(ended, "session.sooner_expired" if is_sooner else "session.expired")
            return
        # Whoever picks one at this moment was first, or waits for this and is told.
        await database.lock(Proposal, [asking])
        now = clock.now()
        begun = [each for each in await _pending(asking) if each.starts_at <= now]
        await _cancel([each for each in begun if each.answered_at is None], "session.elapsed")


async def _pending(asking: UUID) -> list[Session]:
    return [each for each in await sessions.of_proposal(asking) if each.state == State.PENDING]


async def _cancel(ended: list[Session], kind: str) -> None:
    if ended:
        # One of several ended alone is news of the proposal too.
        is_one_news = ended[0].is_alternative
        await state.change(ended, State.CANCELLED, by=None, kind=kind, is_one_news=is_one_news)

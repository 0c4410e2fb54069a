"""Passing over: what was not picked of a series or of alternatives ends, once that is final.

Rule: S2 S7. Dates of a series are declined, alternatives withdrawn, as another one was picked.
Choice: not with the answer itself, for it can be taken back for some seconds, and from declined and
cancelled there is no way back (S1). Until then it is pending under a proposal that is answered: it
can be answered by nobody, blocks nothing and is in no list, as if it had ended in that transaction.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain import clock, database, outbox
from domain.sessions import session as sessions
from domain.sessions import state, undo_window
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State


async def plan(proposal: UUID, rest: Sequence[Session]) -> None:
    """Within the transaction that answers."""
    if rest:
        answered_at = clock.now()
        await outbox.put(
            "passing_over",
            {"proposal": str(proposal)},
            due_at=undo_window.ends_at(answered_at),
            dedupe=f"passing_over:{proposal}:{answered_at.isoformat()}",
        )


async def withdraw(proposal: UUID) -> None:
    """The answer is taken back, and with it what it passed over."""
    await outbox.withdraw(f"passing_over:{proposal}:")


async def end_rest(proposal: UUID) -> None:
    """Ends what is pending still, for who answered; nothing where it was reopened."""
    async with database.transaction():
        await database.lock(Proposal, [proposal])
        asked = await sessions.of_proposal(proposal)
        rest = [each for each in asked if _is_left(each, clock.now())]
        if rest:
            by, is_alternative = rest[0].answered_by, rest[0].is_alternative
            to = State.CANCELLED if is_alternative else State.DECLINED
            kind = "session.unpicked" if is_alternative else "session.passed_over"
            await state.change(rest, to, by=by, kind=kind, is_one_news=is_alternative)


def _is_left(session: Session, now: datetime) -> bool:
    answered_at = session.answered_at
    is_final = answered_at is not None and not undo_window.is_open(answered_at, now)
    return is_final and session.state == State.PENDING

"""Replacing: what waits to take the place of others ends when anything else becomes of them.

Rule: S10.
Choice: who changes a session that may have been moved locks its proposal before that of the move,
and proposals before sessions, so that two who do so at once queue and never wait in a circle.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from domain import clock, database
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions import state
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State
from domain.sessions.waiting import IS_OPEN

REPLACED = "session.replaced"


async def waiting(moved: Collection[UUID]) -> list[Session]:
    """What was proposed in place of these and can still be answered, in order of time."""
    where = f"s.moved_from IN ({database.marks(moved)}) AND {IS_OPEN} ORDER BY s.starts_at, s.id"
    return await sessions.where(where, *moved, clock.now())


async def withdraw(moved: Sequence[Session], *, by: UUID) -> set[UUID]:
    """Ends what waits to take the place of these, before anything else becomes of them.

    Within a transaction, which locks their proposals. Shape: the proposals that this ended.
    """
    ended = set()
    await database.lock(Proposal, {each.proposal for each in moved})
    there = await waiting([each.id for each in moved])
    for asking in sorted({each.proposal for each in there}):
        if await proposals.answer(asking, by=by):
            ended.add(asking)
            await _end(asking, by)
    return ended


async def _end(asking: UUID, by: UUID) -> None:
    asked = await sessions.of_proposal(asking)
    await state.change(
        # Of several times to choose from some may have been over.
        [each for each in asked if each.state == State.PENDING],
        State.CANCELLED,
        by=by,
        kind=REPLACED,
        is_one_news=True,
        # A time that was offered goes to the next, whoever ended this.
        frees=True,
    )

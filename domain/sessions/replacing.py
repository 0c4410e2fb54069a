"""Replacing: what was moved gives way to what it was moved to, and the other way round. Rule: S10.

Choice: who changes a session that may have been moved locks its proposal before that of the move,
and proposals before sessions, so that two who do so at once queue and never wait in a circle.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from domain import clock, database
from domain.sessions import arrow, state
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
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


async def keep_old(replied: Session) -> None:
    """Lets nobody end what this was to replace before the reply to it is there, or this is over.

    Within a transaction, before it is answered.
    """
    if replied.moved_from is not None:
        old = await sessions.by_id(replied.moved_from)
        await database.lock(Proposal, [old.proposal])


async def give_way(taking: Sequence[Session], *, by: UUID) -> None:
    """Cancels for nothing what these were moved from, where it stands still.

    Within the transaction in which they are confirmed, after its answer and before they are. What
    was moved and what takes its place are locked in one order, as others may lock several of them.
    Choice: only what gave way to an earlier time is offered to others; from what an educator moves
    away is most likely because they cannot.
    """
    # Before the credits of what gives way, or two who confirm would wait for each other's.
    await arrow.queue(taking)
    before = [each.moved_from for each in taking if each.moved_from]
    await database.lock(SessionRow, [*before, *(each.id for each in taking)])
    marks = database.marks(before)
    standing = await sessions.where(f"s.id IN ({marks}) AND s.state = 'confirmed'", *before)
    if standing:
        await state.change(
            standing,
            State.CANCELLED,
            by=by,
            kind=REPLACED,
            is_one_news=True,
            frees=taking[0].is_sooner,
        )


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

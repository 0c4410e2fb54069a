"""Giving way: what was moved, to what takes its place. Rule: S10."""

from collections.abc import Sequence
from uuid import UUID

from domain import database
from domain.sessions import arrow, state
from domain.sessions import session as sessions
from domain.sessions.proposal import Proposal
from domain.sessions.replacing import REPLACED
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow


async def cancel(taking: Sequence[Session], *, by: UUID) -> None:
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


async def keep_old(replied: Session) -> None:
    """Lets nobody end what this was to replace before the reply to it is there, or this is over.

    Within a transaction, before it is answered.
    """
    if replied.moved_from is not None:
        old = await sessions.by_id(replied.moved_from)
        await database.lock(Proposal, [old.proposal])

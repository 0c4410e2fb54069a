"""Withdrawal: whoever confirmed takes the yes back within some seconds. Rule: S1."""

from collections.abc import Sequence
from datetime import datetime

from domain import clock, database
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Actor
from domain.sessions import answerable, passing_over, proposal_expiry, replacing, state, undo_window
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions.session import Session, State


class UndoOver(Conflict):
    """The 10 seconds in which a confirmation can be taken back are over."""


async def undo(session: Session, *, by: Actor) -> None:
    """ "Rückgängig": whoever confirmed takes it back within 10 seconds, for nothing. Rule: S1.

    What was confirmed with it goes back as well. Choice: not a move, which was asked before and
    has given up another time, and not what was moved meanwhile. Errors: Forbidden, Stale, UndoOver;
    nothing is written.
    """
    if not answerable.may_answer(session, by=by):
        raise Forbidden
    if session.state != State.CONFIRMED:
        raise await state.stale(session)
    async with database.transaction():
        expires_at = await _reopen(session, by)
        asked = await sessions.of_proposal(session.proposal)
        await _take_back(session, asked, by)
        await _expire_anew(asked, expires_at)


def may_undo(session: Session, *, by: Actor) -> bool:
    """Whether "Rückgängig" would still work. Rule: S1."""
    return (
        session.state == State.CONFIRMED
        and session.moved_from is None
        and session.answered_by == by.profile_id
        and undo_window.is_open(session.answered_at, clock.now())
    )


async def _reopen(session: Session, by: Actor) -> datetime:
    """Takes the answer back; returns when the proposal expires. Errors: Stale, UndoOver."""
    since = undo_window.since(clock.now())
    expires_at = await proposals.reopen(session.proposal, by=by.profile_id, since=since)
    if expires_at is None:
        now = await sessions.by_id(session.id)
        # A second tap, or another was first: then it is not the seconds that are over.
        raise UndoOver if now.state == State.CONFIRMED else await state.stale(session)
    if session.moved_from is not None or await replacing.waiting([session.id]):
        raise UndoOver
    return expires_at


async def _take_back(session: Session, asked: Sequence[Session], by: Actor) -> None:
    """Errors: Stale."""
    confirmed = [each for each in asked if each.state == State.CONFIRMED]
    if session.id not in {each.id for each in confirmed}:
        raise await state.stale(session)
    await passing_over.withdraw(session.proposal)
    await state.change(
        confirmed,
        State.PENDING,
        by=by.profile_id,
        kind="session.unconfirmed",
        is_one_news=len(asked) > 1,
    )


async def _expire_anew(asked: Sequence[Session], expires_at: datetime) -> None:
    """The first plan may have come and gone while it was confirmed."""
    dedupe = clock.now().isoformat()
    await proposal_expiry.plan(asked[0].proposal, asked, expires_at, dedupe=dedupe)

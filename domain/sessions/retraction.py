"""A retraction: whoever asks takes it back before it is answered. Rule: S1."""

from domain import database
from domain.errors import Forbidden
from domain.profiles.actor import Actor
from domain.sessions import proposal as proposals
from domain.sessions import session as sessions
from domain.sessions import state
from domain.sessions.session import Session, State


async def retract(session: Session, *, by: Actor, why: str = "") -> None:
    """Takes an unanswered proposal or request back. Rule: S1. Errors: Forbidden, Stale."""
    if not session.is_offered_by(by):
        raise Forbidden
    async with database.transaction():
        if not await proposals.answer(session.proposal, by=by.profile_id):
            raise await state.stale(session)
        asked = await sessions.of_proposal(session.proposal)
        await state.change(
            [each for each in asked if each.state == State.PENDING],
            State.CANCELLED,
            by=by.profile_id,
            kind="session.withdrawn",
            why=why.strip(),
            is_one_news=len(asked) > 1,
        )

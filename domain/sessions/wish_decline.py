"""Declining a wish in words: no other time is proposed, and the family reads why. Rule: S9."""

from domain import database
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.sessions import history, state, wish
from domain.sessions.session import Session


def refusal(session: Session, *, by: Actor) -> Exception | None:
    """Why this profile cannot answer so now; None where it can."""
    if not session.is_taught_by(by):
        return Forbidden()
    return None if session.wished is not None else state.stands(session)


async def decline(session: Session, why: str, *, by: Actor) -> None:
    """Takes it from the educator's list; the session stays cancelled for nothing.

    Rule: N1. Errors: Forbidden, Stale, Invalid (why); nothing is written.
    """
    if refused := refusal(session, by=by):
        raise refused
    if not why.strip():
        raise Invalid("why", "missing")
    async with database.transaction():
        if not await wish.answer(session.id, by=by.profile_id):
            raise await state.stale(session)
        history.add("session.wish_declined", session, by=by.profile_id, why=why)

"""A correction: a session that was marked missed was held after all. Rule: S11 K2."""

from datetime import datetime

from domain import clock, database
from domain.errors import Forbidden
from domain.profiles.actor import Actor
from domain.sessions import objection, session_row, state
from domain.sessions.attendance import CORRECTABLE, TooEarly, TooLate
from domain.sessions.session import Session, State


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot say now that it was held after all; None where it can.

    Choice: not before its end, or it would be completed and its credit spent while it runs.
    """
    if not session.is_taught_by(by):
        return Forbidden()
    if session.state != State.MISSED:
        return state.Stale(State(session.state))
    if now < session.ends_at:
        return TooEarly(session.ends_at)
    return TooLate() if now > session.ends_at + CORRECTABLE else None


async def make(session: Session, *, by: Actor, why: str = "") -> None:
    """It was held after all: the credit comes back and is spent, as with any session held.

    Rule: S11 K2. Errors: Forbidden, TooEarly, TooLate, Stale; nothing is written.
    Choice: product.md gives back the credit and completes the session; completing spends.
    """
    if refused := refusal(session, by=by, now=clock.now()):
        raise refused
    async with database.transaction():
        # Before its time is taken, so that the history has it after an objection or its answer
        # that came first.
        await session_row.locked(session.id)
        await state.change(
            [session], State.COMPLETED, by=by.profile_id, kind="session.corrected", why=why.strip()
        )
        await objection.close(session, by=by.profile_id)

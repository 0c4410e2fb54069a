"""Attendance: held or missed. Rule: S11."""

from datetime import datetime, timedelta
from uuid import UUID

from domain import clock, database
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Actor
from domain.sessions import session_row, state
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.session import Session, State

MISSED_FROM = timedelta(minutes=15)
"""After the start."""
CORRECTABLE = timedelta(days=7)
"""After the end."""


class TooEarly(Conflict):
    """It cannot be missed, or corrected to held, yet. Shape: from when on it can."""

    def __init__(self, possible_at: datetime) -> None:
        super().__init__(possible_at)
        self.possible_at = possible_at


class TooLate(Conflict):
    """The time for it is over."""


def missing_refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot mark it missed now; None where it can."""
    if not session.is_taught_by(by):
        return Forbidden()
    if session.state == State.CONFIRMED and now < session.starts_at + MISSED_FROM:
        return TooEarly(session.starts_at + MISSED_FROM)
    if session.state == State.COMPLETED and now > session.ends_at + CORRECTABLE:
        return TooLate()
    if (State(session.state), State.MISSED) not in state.ARROWS:
        return state.Stale(State(session.state))
    return None


async def mark_missed(session: Session, *, by: Actor, why: str = "") -> None:
    """The credit lapses. Errors: Forbidden, TooEarly, TooLate, Stale; nothing is written."""
    if refused := missing_refusal(session, by=by, now=clock.now()):
        raise refused
    await state.change(
        [session], State.MISSED, by=by.profile_id, kind="session.missed", why=why.strip()
    )


async def complete(session_id: UUID) -> None:
    """Completes what ended 15 minutes ago; what was cancelled or missed stays. Rule: S11 K2."""
    async with database.transaction():
        session = await session_row.locked(session_id)
        if session.state == State.CONFIRMED and clock.now() >= session.ends_at + COMPLETED_AFTER:
            await state.change([session], State.COMPLETED, by=None, kind="session.completed")

"""Attendance: held or missed. Rule: S11."""

from datetime import datetime, timedelta
from uuid import UUID

from domain import clock, database
from domain.errors import Conflict, Forbidden
from domain.profiles.actor import Actor
from domain.sessions import objection, session_row, state
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


def correcting_refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
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


async def mark_missed(session: Session, *, by: Actor, why: str = "") -> None:
    """The credit lapses. Errors: Forbidden, TooEarly, TooLate, Stale; nothing is written."""
    if refused := missing_refusal(session, by=by, now=clock.now()):
        raise refused
    await state.change(
        [session], State.MISSED, by=by.profile_id, kind="session.missed", why=why.strip()
    )


async def correct(session: Session, *, by: Actor, why: str = "") -> None:
    """It was held after all: the credit comes back and is spent, as with any session held.

    Rule: S11 K2. Errors: Forbidden, TooEarly, TooLate, Stale; nothing is written.
    Choice: product.md gives back the credit and completes the session; completing spends.
    """
    if refused := correcting_refusal(session, by=by, now=clock.now()):
        raise refused
    async with database.transaction():
        # Before its time is taken, so that the history has it after an objection or its answer
        # that came first.
        await session_row.locked(session.id)
        await state.change(
            [session], State.COMPLETED, by=by.profile_id, kind="session.corrected", why=why.strip()
        )
        await objection.close(session, by=by.profile_id)


async def complete(session_id: UUID) -> None:
    """Completes what ended 15 minutes ago; what was cancelled or missed stays. Rule: S11 K2."""
    async with database.transaction():
        session = await session_row.locked(session_id)
        if session.state == State.CONFIRMED and clock.now() >= session.ends_at + COMPLETED_AFTER:
            await state.change([session], State.COMPLETED, by=None, kind="session.completed")

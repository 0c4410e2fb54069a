"""A waiver: the educator gives back what a late cancellation by the family lapsed. Rule: S9 K1."""

from domain import clock, database
from domain.credits import hold_end, standing
from domain.credits.standing import Standing
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.sessions import history, session_row, state
from domain.sessions.change import Change
from domain.sessions.session import Session, State


def refusal(session: Session, counts: Standing, *, by: Actor) -> Exception | None:
    """Why this profile cannot waive it now; None where it can.

    Choice: at any time later, for what was agreed between people has no deadline; once.
    """
    if not session.is_taught_by(by):
        return Forbidden()
    is_lapsed = session.state == State.CANCELLED and counts.lapsed > 0
    return None if is_lapsed else state.Stale(State(session.state))


async def waive(session: Session, why: str, *, by: Actor) -> None:
    """The credit goes back to its package; the session stays cancelled.

    Rule: K1 K2. Errors: Forbidden, Stale, Invalid (why); nothing is written.
    """
    if not why.strip():
        raise Invalid("why", "missing")
    async with database.transaction():
        locked = await session_row.locked(session.id)
        if refused := refusal(locked, await standing.of_session(locked.id), by=by):
            raise refused
        event = history.add("session.waived", locked, by=by.profile_id, why=why)
        waived = Change([locked], {locked.id: event}, by.profile_id, clock.now())
        await hold_end.give_back(waived)

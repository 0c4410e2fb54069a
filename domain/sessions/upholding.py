"""Upholding: the educator answers an objection with "Bleibt verpasst". Rule: S11."""

from domain import database
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.sessions import history, objection, objection_standing, state
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session, State


def refusal(session: Session, made: Standing | None, *, by: Actor) -> Exception | None:
    """Why this profile cannot say that it stays missed; None where it can."""
    if not session.is_taught_by(by):
        return Forbidden()
    is_open = session.state == State.MISSED and made is not None and made.is_open
    return None if is_open else state.Stale(State(session.state))


async def uphold(session: Session, why: str, *, by: Actor) -> None:
    """ "Bleibt verpasst": the educator's other answer, with a reason that the family reads.

    Errors: Forbidden, Stale, Invalid (why); nothing is written.
    """
    if refused := refusal(session, await objection_standing.of(session), by=by):
        raise refused
    if not why.strip():
        raise Invalid("why", "missing")
    async with database.transaction():
        await objection.must_still_be_missed(session)
        if not await objection.close(session, by=by.profile_id, why=why.strip()):
            raise await state.stale(session)
        history.add("session.upheld", session, by=by.profile_id, why=why)

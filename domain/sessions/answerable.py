"""Whose answer it is to give, and whether it can still be given. Rule: S3 S5."""

from domain import clock
from domain.errors import Forbidden
from domain.profiles.actor import Actor, Child, Guardian
from domain.sessions import state
from domain.sessions.session import Session


def may_answer(session: Session, *, by: Actor) -> bool:
    """A guardian of the family, an adult learner, or a child that was allowed to. Rule: S3.

    Rule: S5: what the family asked for is its educator's to answer.
    """
    if session.is_request:
        return session.is_taught_by(by)
    match by:
        case Guardian():
            return by.family_id == session.family
        case Child():
            return by.profile_id == session.learner and bool(session.may_confirm)
        case _:
            return False


def must_be(session: Session, *, by: Actor) -> None:
    """Whether the answer is this profile's to give, now. Errors: Forbidden, Stale."""
    if not may_answer(session, by=by):
        raise Forbidden
    if not session.is_waiting(clock.now()):
        raise state.stands(session)

"""What happened to a session while its state stayed as it was, in its history and as news.

Rule: S1 N1. What changes its state is recorded where that is done (state.py).
"""

from uuid import UUID

from domain import events
from domain.sessions import fact
from domain.sessions.session import Session


def add(kind: str, session: Session, *, by: UUID, why: str = "") -> UUID:
    """Returns the event. Errors: RuntimeError outside of a transaction."""
    return events.record(fact.of(session, kind, by=by, why=why.strip()))

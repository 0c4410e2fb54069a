"""A successor: what is asked instead of a session, or like it, not stored yet. Rule: S2 S10."""

from datetime import datetime
from uuid import UUID, uuid4

from domain import clock
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow


def follow(made: SessionRow, before: Session) -> None:
    """What replies to a move is one as well, further on in the same thread. Rule: S10 S16."""
    if before.moved_from is not None:
        made.moved_from = before.moved_from
        # Above what declining that one makes of it.
        made.sequence = before.sequence + 2


def again(like: Session, asking: UUID, start: datetime) -> SessionRow:
    """A session as long, as dear and in the same place, not stored yet."""
    now = clock.now()
    return SessionRow(
        id=uuid4(),
        proposal=asking,
        connection=like.connection,
        provider=like.provider,
        family=like.family,
        educator=like.educator,
        learner=like.learner,
        service=like.service,
        service_name=like.service_name,
        credits=like.credits,
        starts_at=start,
        ends_at=start + (like.ends_at - like.starts_at),
        time_zone=like.time_zone,
        place=like.place,
        place_detail=like.place_detail,
        meeting_url=like.meeting_url,
        created_at=now,
        changed_at=now,
    )

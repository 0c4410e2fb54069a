"""Where a session is held, and when its room opens. Rule: S13."""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.sessions.session import Session, State

ROOM_OPENS = timedelta(minutes=10)


class Place(StrEnum):
    """Rule: S13."""

    ONLINE = "online"
    AT_FAMILY = "at_family"
    AT_PROVIDER = "at_provider"
    ELSEWHERE = "elsewhere"


def is_room_open(session: Session, now: datetime) -> bool:
    """Rule: S13."""
    return (
        session.state == State.CONFIRMED
        and bool(session.meeting_url)
        and session.starts_at - ROOM_OPENS <= now <= session.ends_at
    )

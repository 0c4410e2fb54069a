"""The way to the video room of a session. Rule: S13."""

from datetime import datetime
from typing import Any

from domain.sessions.place import ROOM_OPENS, is_room_open
from domain.sessions.session import Session, State
from web.words import formats


def of(session: Session, now: datetime) -> dict[str, Any]:
    """Where it is, as long as the session is ahead or runs, and when it opens."""
    is_there = (
        session.state == State.CONFIRMED and bool(session.meeting_url) and now <= session.ends_at
    )
    return {
        "meeting_address": session.meeting_url if is_there else "",
        "meeting_from_iso": formats.iso(session.starts_at - ROOM_OPENS),
        "meeting_until_iso": formats.iso(session.ends_at),
        "is_meeting_open": is_room_open(session, now),
    }

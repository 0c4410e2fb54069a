"""When the page of a session turns: tells something else by itself. Rule: S1 S11."""

from datetime import datetime

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import attendance, attendance_correction
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.session import Session, State
from web.words import formats

REFUSALS = (attendance.missing_refusal, attendance_correction.refusal)


def at_iso(session: Session, reader: Visitor[Actor], now: datetime) -> str:
    """When next, or when its reader may do what is too early now; "" for never."""
    refused = [refusal(session, by=reader.actor, now=now) for refusal in REFUSALS]
    moments = [one.possible_at for one in refused if isinstance(one, attendance.TooEarly)]
    if session.state == State.CONFIRMED:
        moments += [session.starts_at, session.ends_at, session.ends_at + COMPLETED_AFTER]
    following = min((moment for moment in moments if moment > now), default=None)
    return formats.iso(following) if following else ""

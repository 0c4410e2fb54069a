"""Waiting: a pending session that can still be answered; the one definition. Rule: S1 S2.

Of several to choose from each waits until it would begin, all of them while the proposal does.
Shape: the SQL is for queries in which sessions are called s; its value is the moment.
"""

from datetime import datetime

JOIN = "JOIN proposals o ON o.id = s.proposal"
IS_WAITING = """
s.state = 'pending' AND o.answered_at IS NULL
  AND CASE WHEN s.starts_at < o.expires_at THEN s.starts_at ELSE o.expires_at END > {}
"""
IS_OPEN = "s.state = 'pending' AND o.answered_at IS NULL AND o.expires_at > {}"
"""Whether its proposal can be answered, of several dates also where this one has begun."""


def is_waiting(state: str, starts_at: datetime, expires_at: datetime | None, now: datetime) -> bool:
    """The same of what was read. Shape: expires_at is None where a list left it out, or where the
    proposal is answered: what was not picked of several is pending until it cannot be taken back.
    """
    return state == "pending" and expires_at is not None and min(starts_at, expires_at) > now

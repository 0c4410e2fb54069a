"""Waiting: a pending session that can still be answered; the one definition. Rule: S1 S2.

Shape: the SQL is for queries in which sessions are called s; its value is the moment.
"""

from datetime import datetime

JOIN = "JOIN proposals o ON o.id = s.proposal"
IS_WAITING = "s.state = 'pending' AND o.answered_at IS NULL AND o.expires_at > {}"


def is_waiting(state: str, expires_at: datetime | None, now: datetime) -> bool:
    """The same of what was read. Shape: expires_at is None where a list left it out, or where the
    proposal is answered: what was not picked of a series is pending until it cannot be taken back.
    """
    return state == "pending" and expires_at is not None and expires_at > now

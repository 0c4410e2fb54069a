"""A session as a family's lists show it: columns named once, unpacked as tuples."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.sessions.kinds import UNDO

COLUMNS = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, s.credits, s.place, o.message,
  s.notice_hours, o.expires_at, l.name, l.colour, p.name, o.answered_at
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN profiles l ON l.id = s.learner
JOIN profiles p ON p.id = s.educator
"""


class Listed(NamedTuple):
    """Units: whole credits, UTC. Shape: child is the learner's name.

    Choice: only what fifty rows show; what is asked of the family besides is sessions/asked.py.
    """

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    credits: int
    place: str
    message: str
    notice_hours: int | None
    expires_at: datetime
    child: str
    colour: int
    educator: str
    answered_at: datetime | None

    def is_waiting(self, now: datetime) -> bool:
        return self.state == "pending" and self.expires_at > now

    def is_just_confirmed(self, now: datetime) -> bool:
        """Whether somebody may still take the confirmation back. Rule: S1."""
        answered = self.answered_at
        return self.state == "confirmed" and answered is not None and answered > now - UNDO

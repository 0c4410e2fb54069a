"""A session as a family's lists show it: columns named once, unpacked as tuples."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.sessions import notice, undo_window, waiting

# Asks first for undo_window.since(). What only few of the rows need is read of those alone, as
# reading costs as much as drawing.
SELECTED = """
s.id, s.state, s.starts_at, s.ends_at, s.service_name, s.credits, s.place, o.message,
  s.notice_hours, l.name, l.kind, l.colour, l.creature, p.name,
  CASE WHEN s.state = 'pending' AND o.answered_at IS NULL AND o.asked = 'family'
    THEN o.expires_at END
    AS "expires_at [TIMESTAMPTZ]",
  CASE WHEN s.state = 'confirmed' AND s.moved_from IS NULL AND o.answered_at > {}
    THEN o.answered_at END
    AS "answered_at [TIMESTAMPTZ]", s.group_date IS NOT NULL,
  CASE WHEN s.state = 'pending' AND o.kind = 'alternatives' THEN (
    SELECT count(*) FROM sessions b WHERE b.proposal = o.id AND b.state = 'pending') ELSE 0 END
"""
COLUMNS = f"""
SELECT {SELECTED}
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN profiles l ON l.id = s.learner
JOIN profiles p ON p.id = s.educator
"""


class Listed(NamedTuple):
    """Units: whole credits, UTC. Shape: expires_at only of what waits
    for the family, answered_at only of what was confirmed a moment ago; choice_count is how many
    times there are to choose from, of this one as of the others, and else 0.

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
    learner: str
    learner_kind: str
    colour: int
    creature: int
    educator: str
    expires_at: datetime | None
    answered_at: datetime | None
    is_group: bool
    choice_count: int

    @property
    def free_until(self) -> datetime | None:
        """As Session.free_until. Rule: S8."""
        hours = self.notice_hours
        return None if hours is None else notice.free_until(self.starts_at, hours)

    def is_waiting(self, now: datetime) -> bool:
        return waiting.is_waiting(self.state, self.starts_at, self.expires_at, now)

    def is_just_confirmed(self, now: datetime) -> bool:
        """Whether somebody may still take the confirmation back. Rule: S1."""
        return undo_window.is_open(self.answered_at, now)

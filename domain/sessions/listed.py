"""A session as a family's lists show it: columns named once, unpacked as tuples."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

COLUMNS = """
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, s.credits, s.place, o.message,
  s.notice_hours, o.expires_at, l.name, l.colour, p.name,
  s.connection, s.learner, s.educator, v.id, v.notice_hours, v.time_zone,
  o.answered_at, o.answered_by
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN profiles l ON l.id = s.learner
JOIN profiles p ON p.id = s.educator JOIN providers v ON v.id = s.provider
"""


class Listed(NamedTuple):
    """Units: whole credits, UTC. Shape: child is the learner's name; provider_notice_hours is what
    would hold if it were confirmed now.
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
    connection: UUID
    learner: UUID
    educator_id: UUID
    provider: UUID
    provider_notice_hours: int
    provider_zone: str
    answered_at: datetime | None
    answered_by: UUID | None

    def is_waiting(self, now: datetime) -> bool:
        return self.state == "pending" and self.expires_at > now

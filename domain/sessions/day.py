"""A day of an educator's, with all that it takes to hold its sessions."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.sessions import group
from domain.sessions.asked import LONGEST
from domain.sessions.group import Group

# What was noted last of the learner before it, as noted.latest() finds it.
_NOTED = """
LEFT JOIN notes n ON n.id = (SELECT w.id FROM sessions b JOIN notes w ON w.session = b.id
  WHERE b.learner = s.learner AND b.educator = s.educator AND b.starts_at < s.starts_at
  AND (w.for_family <> '' OR w.private <> '') ORDER BY b.starts_at DESC, b.id LIMIT 1)
"""
_DAY = f"""
SELECT s.id, s.state, s.starts_at, s.ends_at, s.service_name, l.name, l.kind, l.colour,
  l.creature, f.name, s.place, s.place_detail, s.meeting_url, o.message,
  coalesce(n.for_family, ''), coalesce(n.private, ''), s.group_date
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN profiles l ON l.id = s.learner
JOIN families f ON f.id = s.family {_NOTED}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at < {{}} AND s.ends_at > {{}}
  AND s.state NOT IN ('declined', 'cancelled')
ORDER BY s.starts_at, s.ends_at, l.name, s.id
"""


class Planned(NamedTuple):
    """A session of the day. Shape: noted is what was last written of the learner, for the family
    and privately; group_date is the group's that it is of, or None.
    """

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    learner_kind: str
    colour: int
    creature: int
    family: str
    place: str
    place_detail: str
    meeting_url: str
    message: str
    noted: str
    noted_privately: str
    group_date: UUID | None


async def planned(educator: UUID, start: datetime, end: datetime) -> list[Planned]:
    """What is held or may be held in that time, by start; what began before it too."""
    # The start bounds the index.
    rows = await database.rows(_DAY, educator, start - LONGEST, end, start)
    return [Planned(*row) for row in rows]


async def groups(educator: UUID, start: datetime, end: datetime) -> list[Group]:
    """The groups that meet in that time, by start, also where nobody is in one yet. Rule: S18."""
    where = "g.educator = {} AND g.starts_at > {} AND g.starts_at < {} AND g.ends_at > {}"
    standing = f"{where} AND g.called_off_at IS NULL ORDER BY g.starts_at, g.id"
    return await group.where(standing, educator, start - LONGEST, end, start)

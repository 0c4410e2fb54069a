"""A rival: what already lies at a time that is thought of, of either side. Rule: S4."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.profiles.actor import Staff
from domain.sessions.asked import LONGEST

WAITS = "waits"

# Each side on its own index, bounded by the start. A group takes its time whoever is in it.
_TAKEN = """
SELECT CASE WHEN s.state = 'pending' THEN 'waits' ELSE 'educator' END, s.starts_at, s.ends_at,
  s.service_name, l.name, s.id
FROM sessions s JOIN profiles l ON l.id = s.learner WHERE s.educator = {} AND s.group_date IS NULL
  AND s.state IN ('confirmed', 'pending') AND s.starts_at > {} AND s.starts_at < {}
UNION ALL SELECT 'group', g.starts_at, g.ends_at, g.service_name, '', g.id FROM group_dates g
WHERE g.educator = {} AND g.called_off_at IS NULL AND g.starts_at > {} AND g.starts_at < {}
UNION ALL SELECT 'learner', s.starts_at, s.ends_at, '', l.name, s.id
FROM sessions s JOIN profiles l ON l.id = s.learner
WHERE s.learner = {} AND s.educator <> {} AND s.state = 'confirmed' AND s.starts_at > {}
  AND s.starts_at < {}
ORDER BY 2, 3, 1, 4, 5, 6
"""


class Rival(NamedTuple):
    """A confirmed session of one of the two sides, a group date of the educator's, or what waits
    for an answer then.

    Shape: whose is educator, group, waits or learner; the service of what is the educator's.
    """

    whose: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    id: UUID

    @property
    def what(self) -> str:
        """Shape: "" where it is none of the educator's business, who waits by name alone."""
        if self.whose == WAITS:
            return self.learner
        return ", ".join(filter(None, (self.service, self.learner))) if self.service else ""


async def between(
    first: datetime,
    last: datetime,
    learner: UUID,
    without: Collection[UUID] = (),
    *,
    by: Staff,
) -> list[Rival]:
    """What takes either side's time between two moments, in order of time; one query."""
    # The start bounds the index; no service is longer.
    span = (first - LONGEST, last)
    me = by.profile_id
    rows = await database.rows(_TAKEN, me, *span, me, *span, learner, me, *span)
    return [rival for rival in (Rival(*row) for row in rows) if rival.id not in without]

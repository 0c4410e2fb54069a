"""A thread: what led to a session, over all replies and moves, and what came of it.

Rule: S2 S10 S12. Its history reads as one, from whichever of its sessions it is read.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database

# From a session to those that it was moved to or from, and to all that was asked in one piece with
# the other side's answer. Never to its own siblings but through such an answer.
_HISTORY = """
WITH RECURSIVE thread (start, id) AS (
  SELECT s.id, s.id FROM sessions s WHERE s.id IN ({ids})
  UNION SELECT u.start, n.id FROM thread u JOIN sessions s ON s.id = u.id
    JOIN proposals o ON o.id = s.proposal LEFT JOIN proposals r ON r.replies_to = o.id
    JOIN sessions n ON n.id = s.moved_from OR n.moved_from = s.id OR n.proposal = o.replies_to
      OR n.proposal = r.id)
SELECT u.start AS "start [UUID]", e.kind, e.happened_at, e.why, p.name, p.kind, m.id, m.moved_from,
  m.starts_at, m.state
FROM thread u JOIN events e ON e.session = u.id JOIN sessions m ON m.id = u.id
LEFT JOIN profiles p ON p.id = e."by"
WHERE e.kind <> 'session.reminded'
ORDER BY e.happened_at, m.created_at, e.kind, m.starts_at, e.id
"""


class Happened(NamedTuple):
    """One thing that happened, and to which session of the thread. Shape: name and who are those of
    whoever did it, who as Profile.kind.
    """

    kind: str
    at: datetime
    why: str
    name: str | None
    who: str | None
    session: UUID
    moved_from: UUID | None
    starts_at: datetime
    state: str


async def histories(sessions: Collection[UUID]) -> dict[UUID, list[Happened]]:
    """What happened to each, over its whole thread, in order of time; one query."""
    by_session: dict[UUID, list[Happened]] = defaultdict(list)
    if sessions:
        sql = _HISTORY.format(ids=database.marks(sessions))
        for session, *event in await database.rows(sql, *sessions):
            by_session[session].append(Happened(*event))
    return by_session


async def history(session: UUID) -> list[Happened]:
    """The same of one."""
    return (await histories([session]))[session]

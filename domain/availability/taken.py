"""What takes an educator's time: sessions, groups, claims and calendars elsewhere. Rule: S6."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.busy.busy_time import Busy

# The start bounds the indices, and of busy times the end, for nobody knows how long they last.
# A group takes its time from the moment it is made. A request that was confirmed has its claim
# until that ends, for a confirmation can be taken back; its session says more.
_TAKEN = """
SELECT s.starts_at, s.ends_at, 'session' AS kind, '' AS calendar FROM sessions s
WHERE s.educator = {} AND s.state = 'confirmed' AND s.starts_at > {} AND s.starts_at < {}
  AND s.group_date IS NULL
UNION ALL
SELECT g.starts_at, g.ends_at, 'session', '' FROM group_dates g
WHERE g.educator = {} AND g.starts_at > {} AND g.starts_at < {} AND g.called_off_at IS NULL
UNION ALL
SELECT c.starts_at, c.ends_at, c.kind, '' FROM claims c LEFT JOIN sessions s ON s.id = c.session
WHERE c.educator = {} AND c.starts_at > {} AND c.starts_at < {} AND c.expires_at > {}
  AND (c.session IS NULL AND c.family <> {} OR s.state = 'pending')
UNION ALL
SELECT s.starts_at, s.ends_at, 'learner', '' FROM sessions s
WHERE s.learner IN ({learners}) AND s.educator <> {} AND s.state = 'confirmed'
  AND s.starts_at > {} AND s.starts_at < {}
UNION ALL
SELECT t.starts_at, t.ends_at, 'busy', k.name FROM busy_times t
JOIN busy_calendars k ON k.id = t.calendar
WHERE t.educator = {} AND t.ends_at > {} AND t.starts_at < {}
ORDER BY 1, 2, 3, 4
"""
BUSY = "busy"


class Kind(StrEnum):
    """What takes a time: a confirmed session, a request that waits, a slot being chosen, one that
    is offered to who waits for it, and a session of the learner with somebody else.
    """

    SESSION = "session"
    REQUEST = "request"
    CHOICE = "choice"
    OFFER = "offer"
    LEARNER = "learner"


class Taken(NamedTuple):
    """Shape: a session's own time; of the others with the buffers, as they keep it."""

    starts_at: datetime
    ends_at: datetime
    kind: str


async def read(
    educator: UUID,
    since: datetime,
    until: datetime,
    now: datetime,
    *,
    family: UUID | None,
    learners: Collection[UUID],
) -> tuple[list[Taken], list[Busy]]:
    """One statement. Shape: family and learners as a picture is asked for them."""
    span = (educator, since, until)
    people = learners or (educator,)
    others = (*people, educator, since, until)
    asked = (*span, *span, *span, now, family or educator, *others, *span)
    sql = _TAKEN.replace("{learners}", database.marks(people))
    rows = await database.rows(sql, *asked)
    busy = [Busy(starts, ends, calendar) for starts, ends, kind, calendar in rows if kind == BUSY]
    return [Taken(*row[:3]) for row in rows if row[2] != BUSY], busy

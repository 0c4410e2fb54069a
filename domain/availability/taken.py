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
# until that ends, for a confirmation can be taken back; its session says more. Claims first, since
# SQLite takes the kinds of the columns from the first part.
_TAKEN = """
SELECT c.starts_at, c.ends_at, c.kind, '' AS calendar, c.expires_at AS kept_until
FROM claims c LEFT JOIN sessions s ON s.id = c.session
WHERE c.educator = {} AND c.starts_at > {} AND c.starts_at < {} AND c.expires_at > {}
  AND (c.session IS NULL AND c.family <> {} OR s.state = 'pending')
UNION ALL
SELECT s.starts_at, s.ends_at, 'session', '', NULL FROM sessions s
WHERE s.educator = {} AND s.state = 'confirmed' AND s.starts_at > {} AND s.starts_at < {}
  AND s.group_date IS NULL
UNION ALL
SELECT g.starts_at, g.ends_at, 'session', '', NULL FROM group_dates g
WHERE g.educator = {} AND g.starts_at > {} AND g.starts_at < {} AND g.called_off_at IS NULL
UNION ALL
SELECT s.starts_at, s.ends_at, 'learner', '', NULL FROM sessions s
WHERE s.learner IN ({learners}) AND s.educator <> {} AND s.state = 'confirmed'
  AND s.starts_at > {} AND s.starts_at < {}
UNION ALL
SELECT t.starts_at, t.ends_at, 'busy', k.name, NULL FROM busy_times t
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
    """Shape: a session's own time; of the others with the buffers, as they keep it, and until when
    they do.
    """

    starts_at: datetime
    ends_at: datetime
    kind: str
    kept_until: datetime | None = None


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
    asked = (*span, now, family or educator, *span, *span, *others, *span)
    sql = _TAKEN.replace("{learners}", database.marks(people))
    rows = await database.rows(sql, *asked)
    busy = [Busy(starts, ends, name) for starts, ends, kind, name, _ in rows if kind == BUSY]
    return [Taken(row[0], row[1], row[2], row[4]) for row in rows if row[2] != BUSY], busy

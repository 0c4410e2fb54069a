"""An educator's week."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.sessions.asked import LONGEST
from domain.sessions.group_free import TAKEN_PLACES
from domain.sessions.shown import IS_SHOWN

COLUMNS = "s.id, s.state, s.starts_at, s.ends_at, s.service_name, l.name, f.name"
"""The first of a Taught, where a session is called s."""
JOINS = "JOIN profiles l ON l.id = s.learner JOIN families f ON f.id = s.family"
# Of a group the date stands for all sessions of it, also where nobody is in it yet.
_OF_GROUP = "EXISTS (SELECT 1 FROM sessions k WHERE k.group_date = g.id AND k.state = '{state}')"
_WEEK = f"""
SELECT {COLUMNS}, '', o.asked, 0, 0, o.id, o.kind FROM sessions s {JOINS}
JOIN proposals o ON o.id = s.proposal
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at < {{}} AND s.ends_at > {{}}
  AND s.state <> 'declined' AND {IS_SHOWN} AND s.group_date IS NULL
UNION ALL
SELECT g.id, CASE WHEN g.called_off_at IS NOT NULL THEN 'cancelled'
    WHEN {_OF_GROUP.format(state="confirmed")} THEN 'confirmed'
    WHEN {_OF_GROUP.format(state="completed")} THEN 'completed'
    WHEN {_OF_GROUP.format(state="missed")} THEN 'missed' ELSE 'pending' END,
  g.starts_at, g.ends_at, g.service_name, '', '', '', '', g.places_count,
  {TAKEN_PLACES}, NULL, ''
FROM group_dates g
WHERE g.educator = {{}} AND g.starts_at > {{}} AND g.starts_at < {{}} AND g.ends_at > {{}}
ORDER BY 3, 4, 1
"""
_AHEAD = f"""
SELECT {COLUMNS}, '', '', 0 FROM sessions s {JOINS}
WHERE s.educator = {{}} AND s.starts_at > {{}} AND s.starts_at < {{}}
  AND s.state IN ('pending', 'confirmed') AND s.group_date IS NULL
UNION ALL
SELECT g.id, 'confirmed', g.starts_at, g.ends_at, g.service_name, '', '', '', '', g.places_count
FROM group_dates g
WHERE g.educator = {{}} AND g.starts_at > {{}} AND g.starts_at < {{}} AND g.called_off_at IS NULL
ORDER BY 3, 1
"""


class Taught(NamedTuple):
    """A session as its educator's week shows it. Shape: asked is whose answer it waits, or waited,
    for; why what was said of it; places_count is of a group, whose id it is then, and else 0;
    proposal and asking, its kind, of what is or was asked for.
    """

    id: UUID
    state: str
    starts_at: datetime
    ends_at: datetime
    service: str
    learner: str
    family: str
    why: str = ""
    asked: str = ""
    places_count: int = 0
    taken_count: int = 0
    proposal: UUID | None = None
    asking: str = ""


async def taught_between(educator: UUID, start: datetime, end: datetime) -> list[Taught]:
    """Shape: what began before and goes on into that time too; by start."""
    # The start bounds the index.
    span = (educator, start - LONGEST, end, start)
    return _taught(await database.rows(_WEEK, *span, *span))


async def ahead(educator: UUID, now: datetime, until: datetime) -> list[Taught]:
    """What takes the educator's time from now on, or may come to. Rule: S4 S18.

    Shape: by start; of a group its date, confirmed, whoever is in it.
    """
    span = (educator, now - LONGEST, until)
    return _taught(await database.rows(_AHEAD, *span, *span))


def _taught(rows: Sequence[Sequence[object]]) -> list[Taught]:
    return [Taught(*row) for row in rows]  # type: ignore[arg-type]

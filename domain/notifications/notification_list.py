"""The list "Mitteilungen": what one profile was told, the newest first. Rule: N1."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID as Id

import msgspec

from domain import clock, database
from domain.notifications.notification import IS_NEWS

PAGE = 30

_LIST = f"""
SELECT n.id, n.kind, n.session, n.facts_count, e.particulars, e.why, e.family, e.provider,
  n.subject, n.created_at, n.read_at, s.state
FROM notifications n JOIN events e ON e.id = n.event LEFT JOIN sessions s ON s.id = n.session
WHERE n.profile = {{}} AND n.created_at < {{}} AND {IS_NEWS}
ORDER BY n.created_at DESC, n.id LIMIT {{}}
"""


class Told(NamedTuple):
    """One line of "Mitteilungen", with what its words need. Shape: state the session's, now."""

    id: Id
    kind: str
    session: Id | None
    facts_count: int
    particulars: dict[str, Any]
    why: str
    family: Id | None
    provider: Id | None
    subject: Id
    created_at: datetime
    read_at: datetime | None
    state: str | None


async def newest(profile: Id, before: datetime | None = None, limit: int = PAGE) -> list[Told]:
    # A moment ahead of every row, so that the first page is the same question as the next.
    rows = await database.rows(_LIST, profile, before or clock.now() + timedelta(days=1), limit)
    return [_told(row) for row in rows]


def _told(row: tuple[Any, ...]) -> Told:
    values: list[Any] = [*row]
    values[4] = msgspec.json.decode(row[4])
    return Told(*values)

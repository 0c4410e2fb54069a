"""The statement: every entry, newest first, with what its words need. Rule: K5."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from domain import database

# What was free after each entry is the sum of all up to it, so a page never shows a wrong balance.
_LINES = """
SELECT e.created_at, e.kind, e.granted, e.free, e.held, e.spent, e.lapsed, e.expired, e.reason,
  b.name, s.id, s.service_name, s.starts_at, l.name, p.expires_on, p.kind,
  sum(e.free) OVER (ORDER BY e.created_at, e.kind, e.id), v.kind
FROM entries e JOIN packages p ON p.id = e.package
LEFT JOIN sessions s ON s.id = e.session LEFT JOIN profiles l ON l.id = s.learner
LEFT JOIN profiles b ON b.id = e."by" LEFT JOIN events v ON v.id = e.event
WHERE e.connection = {} ORDER BY e.created_at DESC, e.kind DESC, e.id DESC LIMIT {} OFFSET {}
"""


class Line(NamedTuple):
    """Units: whole credits, signed as they change the package's counts; free_after is a balance.

    Shape: because is the kind of the event that caused the entry.
    """

    at: datetime
    kind: str
    granted: int
    free: int
    held: int
    spent: int
    lapsed: int
    expired: int
    reason: str
    by: str | None
    session: UUID | None
    service: str | None
    starts_at: datetime | None
    learner: str | None
    expires_on: date | None
    package_kind: str
    free_after: int
    because: str | None


async def lines(connection: UUID, *, limit: int = 100, offset: int = 0) -> list[Line]:
    rows = await database.rows(_LINES, connection, limit, offset)
    return [Line(*row)._replace(free_after=int(row[16])) for row in rows]
